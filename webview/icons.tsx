// Small drawings in the colour of the text around them. Each goes with a word: none says anything alone.
import type { FunctionalComponent, PropType } from 'vue';

const PATHS = {
  right: 'M6 3.5 10.5 8 6 12.5',
  down: 'M3.5 6 8 10.5 12.5 6',
  up: 'M3.5 10 8 5.5 12.5 10',
  cross: 'm4 4 8 8m0-8-8 8',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  empty: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM4.2 11.8l7.6-7.6',
  swap: 'M2.5 5.5h10M10 3l2.5 2.5L10 8M13.5 10.5h-10M6 8l-2.5 2.5L6 13',
  clean: 'M9.5 2.5 7 8M4.5 8h6l1.5 5.5H3L4.5 8ZM6.5 10.5v3M9.5 11v2.5',
  clock: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM8 5v3.2l2.3 1.6',
  link: 'M6.5 9.5 9.5 6.5M7 4.8l1.3-1.3a2.6 2.6 0 0 1 3.7 3.7L10.700 8.500M9 11.200l-1.300 1.300A2.600 2.600 0 0 1 4 8.800l1.300-1.300',
  pencil: 'm3 13 .7-3L10.500 3.200l2.300 2.300L6 12.300 3 13ZM9.300 4.400l2.300 2.300',
  gear: 'M4 8h.01M8 8h.01M12 8h.01',
  info: 'M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11ZM8 7.200v3.600M8 5h.01',
  warning: 'M8 2.800 14 13.200H2L8 2.800ZM8 6.500v3.200M8 11.500h.01',
  error: 'M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11ZM5.800 5.800l4.400 4.400m0-4.400-4.400 4.400',
  eye: 'M1.500 8S4 3.800 8 3.800 14.500 8 14.500 8 12 12.200 8 12.200 1.500 8 1.500 8ZM8 6.200a1.800 1.800 0 1 0 0 3.600 1.800 1.800 0 0 0 0-3.600Z',
  hidden: 'M1.500 8S4 3.800 8 3.800 14.500 8 14.500 8 12 12.200 8 12.200 1.500 8 1.500 8ZM3 13 13 3',
  search: 'M7 2.800a4.200 4.200 0 1 0 0 8.400 4.200 4.200 0 0 0 0-8.400ZM10.200 10.200 13.500 13.500',
  image: 'M2.500 3.500h11v9h-11v-9ZM2.500 10.500l3-3 3 3 2-1.500 3 2.500M10.500 6h.01',
  more: 'M8 3.500h.01M8 8h.01M8 12.500h.01',
  file: 'M4 2.500h5l3 3v8H4v-11ZM9 2.500v3h3',
  folder: 'M2.500 4.500h4l1.300 1.500h5.700v6.500h-11v-8Z',
  compare: 'M8 2.500v11M2.500 4.500h3.500v7H2.500v-7ZM10 4.500h3.500v7H10v-7Z',
  pin: 'M5.500 2.500h5M6.500 2.500v4L4.500 9h7l-2-2.500v-4M8 9v4.500',
  fold: 'M3 8h10M5 3.500l3 2.500 3-2.500M5 12.500 8 10l3 2.500',
  lock: 'M4 7.500h8v6H4v-6ZM5.500 7.500V5.300a2.500 2.500 0 0 1 5 0v2.200',
  play: 'M5 3.500v9l7.500-4.500L5 3.500Z',
  pause: 'M5.500 3.500v9M10.500 3.500v9',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  fit: 'M2.500 5.500v-3h3M10.500 2.500h3v3M13.500 10.500v3h-3M5.500 13.500h-3v-3',
  invert:
    'M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11ZM8 2.500v11M10 5.200h2.400M10 8h3.400M10 10.800h2.400',
  hand: 'M8 2v12M2 8h12M8 2 6.500 3.500M8 2l1.500 1.500M8 14l-1.500-1.500M8 14l1.500-1.500M2 8l1.500-1.500M2 8l1.500 1.500M14 8l-1.500-1.500M14 8l-1.500 1.500',
  letter: 'M3.500 13 8 3l4.500 10M5.200 9.500h5.600',
  face: 'M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11ZM6 6.800h.01M10 6.800h.01M5.800 9.800c1.200 1.400 3.200 1.400 4.400 0',
  bars: 'M3 3.500v9M5 3.500v9M7.500 3.500v9M9.500 3.500v9M11.500 3.500v9M13 3.500v9',
  device: 'M2.500 3.500h11v7h-11v-7ZM6 13h4M8 10.500V13',
  undo: 'M5.500 3 2.500 6l3 3M2.500 6h7a3.700 3.700 0 0 1 0 7.400H6',
  layers: 'm8 2.500 5.500 3L8 8.500l-5.500-3 5.500-3ZM2.500 8.500 8 11.500l5.500-3M2.500 11 8 14l5.500-3',
} as const;

export type IconName = keyof typeof PATHS;

export const Icon: FunctionalComponent<{ name: IconName }> = (props) => (
  <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
    <path d={PATHS[props.name]} />
  </svg>
);
Icon.props = { name: { type: String as PropType<IconName>, required: true } };

const SVG = 'http://www.w3.org/2000/svg';

/** The same without Vue, for rows of a table. */
export function iconElement(name: IconName): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
