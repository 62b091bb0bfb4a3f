// By what a PET image's activity is multiplied to give the standardised uptake value by body weight (PS3.3 C.8.9.1, C.8.9.2; the way
// of computing is that of QIBA's FDG-PET profile). It hangs on dates and times of two places, so a copy whose dates were moved must give
// the same number.
import { type Attributes, inside, itemsOf, number, word } from '../pixels/attributes.js';

const RADIOPHARMACEUTICALS = 0x00540016;
const DAY = 86_400;

/** Undefined where the object does not say enough. */
export async function suvFactor(image: Attributes): Promise<number | undefined> {
  const units = await word(image, 0x00541001);
  if (units === 'GML') return 1;
  const weight = await number(image, 0x00101030);
  const [item] = itemsOf(image, RADIOPHARMACEUTICALS);
  if (units !== 'BQML' || weight === undefined || weight <= 0 || item === undefined) return undefined;
  const tracer = inside(image, item);
  const [dose, halfLife] = [await number(tracer, 0x00181074), await number(tracer, 0x00181075)];
  if (dose === undefined || dose <= 0 || halfLife === undefined || halfLife <= 0) return undefined;
  const correction = await word(image, 0x00541102);
  // Corrected to the time of injection already: the dose as it was given.
  if (correction === 'ADMIN') return (weight * 1000) / dose;
  if (correction !== 'START') return undefined;
  const scan = await scanStart(image);
  if (scan === undefined) return undefined;
  const given = await injection(tracer, scan);
  if (given === undefined) return undefined;
  return (weight * 1000) / (dose * 2 ** (-(scan - given) / halfLife));
}

/** Seconds. The series' own time, unless a later reconstruction set it: then the earliest that the acquisition allows. */
async function scanStart(image: Attributes): Promise<number | undefined> {
  const series = moment(await word(image, 0x00080021), await word(image, 0x00080031));
  const acquired = moment(await word(image, 0x00080022), await word(image, 0x00080032));
  if (series !== undefined && (acquired === undefined || series <= acquired)) return series;
  return acquired;
}

async function injection(tracer: Attributes, scan: number): Promise<number | undefined> {
  const full = await word(tracer, 0x00181078);
  if (full.length >= 14) return moment(full.slice(0, 8), full.slice(8).replace(/[+-]\d{4}$/u, ''));
  const time = clock(await word(tracer, 0x00181072));
  if (time === undefined) return undefined;
  const sameDay = Math.floor(scan / DAY) * DAY + time;
  return sameDay <= scan ? sameDay : sameDay - DAY;
}

/** A date (DA) and a time (TM) as seconds since 1970. */
function moment(date: string, time: string): number | undefined {
  const parts = /^(\d{4})\.?(\d{2})\.?(\d{2})$/u.exec(date);
  const seconds = clock(time);
  if (parts === null || seconds === undefined) return undefined;
  const [, year, month, day] = parts.map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  return Date.UTC(year, month - 1, day) / 1000 + seconds;
}

function clock(time: string): number | undefined {
  const parts = /^(\d{2}):?(\d{2})?:?(\d{2}(?:\.\d{1,6})?)?$/u.exec(time);
  if (parts === null) return undefined;
  const [, hours, minutes = '0', seconds = '0'] = parts;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}
