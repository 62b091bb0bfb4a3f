// Words that makers call themselves, their devices and their programs: a model that is called like a patient names the device. From the
// tables of device rules, and a list of product names.
import { TESTS } from './generated/devices.generated.js';

const PRODUCTS = `
acuson adac agfa aloka amicas atl barco bruker canon carestream cerner elekta elscint esaote fonar fuji fujifilm
ge gems hamamatsu heidelberg hitachi hologic imatron kodak konica kretz leica lorad marconi medison merge
mindray minolta mitsubishi neusoft nikon olympus pentax philips picker planmeca samsung sectra shimadzu siemens
sirona sonosite sony toshiba topcon uih varian vidar vital zeiss
achieva aera affiniti airis allegra allura altaire altix ambition amira ampere amulet antares aplio aquilion
arcadis artis asteion athlon aurora avanto axiom axis azurion biograph brightspeed brilliance brivo cardis
celsion cirrus clinac concerto confidence definition diamond dimensions discovery drive echelon eclipse edge
elan emotion encore ethos evolution explorer flash force forte galan gemini genesis genius giotto gyroscan
halcyon harmony hawkeye hercules horos hispeed impact impax infinia infinity ingenia ingenuity innova insignia
inspiration intera intevo iris isite lightspeed logiq lumify luminos lumos lunar magnetom mammomat matlab
millennium miranda mobilett monaco mosaiq multiva nova novus nuance oasis optima orian osirix panorama
perspective pinnacle plato polaris precedence precision prima prisma proteus python quantum radiance revelation
revolution rogan safire scenaria selenia senographe sensation sequoia signa skyra slicer sola somatom sonata
spectra spectral stellant supria symbia symphony syngo terra titan trilogy trio triumph truebeam unity vantage
venue verio versa vero viamo victoria vida virtuoso vision vitrea vivid volcano voluson xeleris xelis ysio
zenith`;

/** Manufacturer (0008,0070), model (0008,1090), software (0018,1020). */
const OF_DEVICES = /^(?:00080070|00081090|00181020) \S+ (.+)$/u;

let words: ReadonlySet<string> | undefined;

export function isDeviceWord(word: string): boolean {
  words ??= collect();
  return words.has(word.trim().toLowerCase());
}

function collect(): ReadonlySet<string> {
  const found = new Set(PRODUCTS.trim().split(/\s+/u));
  for (const test of TESTS) {
    const value = OF_DEVICES.exec(test)?.[1]?.toLowerCase() ?? '';
    for (const word of value.match(/[a-z]{3,}/gu) ?? []) found.add(word);
  }
  return found;
}
