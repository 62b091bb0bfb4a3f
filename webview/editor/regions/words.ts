// Regions in words: what each is, what becomes of it and why, in which frames.
import type { RegionEntry, RegionKind, ScopedRegion } from '../../../src/protocol.js';
import { t } from '../../strings.js';

export function kindWord(kind: RegionKind): string {
  switch (kind) {
    case 'text':
      return t('Text');
    case 'face':
      return t('Face');
    case 'barcode':
      return t('Code');
    case 'graphics':
      return t('Graphics');
    case 'device':
      return t('Device rule');
    case 'drawn':
      return t('Drawn by hand');
  }
}

/** `identifying, 92 % sure`. */
export function judgementWords({ judgement, confidence, kind }: RegionEntry): string {
  const word = kind === 'text' ? judged(judgement) : '';
  const sure = confidence === undefined ? '' : t('{0} % sure', Math.round(confidence * 100));
  return [word, sure].filter((part) => part !== '').join(', ');
}

function judged(judgement: RegionEntry['judgement']): string {
  if (judgement === 'identifying') return t('identifying');
  if (judgement === 'technical') return t('technical');
  return judgement === 'unknown' ? t('unknown') : '';
}

export function framesWords(frames: RegionEntry['frames'], total: number): string {
  if (total <= 1) return '';
  if (frames === undefined) return t('all frames');
  const [first] = frames;
  if (frames.length === 1 && first?.[0] === 0 && first[1] >= total - 1) return t('all frames');
  const parts = frames.slice(0, 3).map(([a, b]) => (a === b ? `${a + 1}` : `${a + 1}–${b + 1}`));
  return t('frames {0}', `${parts.join(', ')}${frames.length > 3 ? ' …' : ''}`);
}

export function fateWord({ goes, by }: RegionEntry): string {
  if (by === 'user') return goes ? t('Goes: you decided') : t('Stays: you decided');
  return goes ? t('Goes') : t('Stays');
}

export function placeWords([left, top, right, bottom]: RegionEntry['box']): string {
  return t('{0} × {1} pixels at {2}, {3}', right - left, bottom - top, left, top);
}

export function scopeWord(region: ScopedRegion | undefined): string {
  return region?.scope === 'series' ? t('in the whole series') : t('in this file');
}
