// Regions over the image: an outline of its own pattern for each kind, with a label, so that colour is never the only sign.
import type { FunctionalComponent } from 'vue';
import type { Box, RegionEntry } from '../../../src/protocol.js';
import type { Place } from '../image/viewport.js';
import { HANDLES } from './rectangle.js';
import { isDrawn, type RegionDesk } from './regionState.js';
import { kindWord } from './words.js';

interface LayerProps {
  desk: RegionDesk;
  place: Place;
  aspect: number;
}

interface Screen {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function onScreen([left, top, right, bottom]: Box, place: Place, aspect: number): Screen {
  return {
    x: place.left + left * place.scale,
    y: place.top + top * place.scale * aspect,
    width: (right - left) * place.scale,
    height: (bottom - top) * place.scale * aspect,
  };
}

/** Smaller outlines have no room for a word; the list has it. */
const LABELLED = 28;

export const RegionLayer: FunctionalComponent<LayerProps> = ({ desk, place, aspect }) => {
  const chosen = desk.chosen.value;
  const draft = desk.draft.value;
  const entries = desk.inFrame.value;
  return (
    <svg class="region-layer" aria-hidden="true">
      {entries.map((entry) => (
        <Outline
          key={entry.id}
          entry={entry}
          box={draft !== undefined && entry.settled === draft.place ? draft.box : entry.box}
          chosen={entry.id === chosen?.id}
          place={place}
          aspect={aspect}
        />
      ))}
      {draft?.place === -1 && <rect class="region-shape drawn goes chosen" {...onScreen(draft.box, place, aspect)} />}
      {chosen !== undefined && isDrawn(chosen) && entries.includes(chosen) && desk.drawing.value && (
        <g class="region-handles">
          {HANDLES.map((handle) => {
            const { x, y, width, height } = onScreen(draft?.box ?? chosen.box, place, aspect);
            return (
              <rect
                key={`${handle.x} ${handle.y}`}
                x={x + ((handle.x + 1) / 2) * width - 4}
                y={y + ((handle.y + 1) / 2) * height - 4}
                width={8}
                height={8}
              />
            );
          })}
        </g>
      )}
    </svg>
  );
};
RegionLayer.props = ['desk', 'place', 'aspect'];

interface OutlineProps {
  entry: RegionEntry;
  box: Box;
  chosen: boolean;
  place: Place;
  aspect: number;
}

const Outline: FunctionalComponent<OutlineProps> = ({ entry, box, chosen, place, aspect }) => {
  const { kind, goes, polygon } = entry;
  const shown = onScreen(box, place, aspect);
  const names = ['region-shape', kind, goes ? 'goes' : 'stays', chosen && 'chosen'];
  const points = polygon?.map(([x, y]) => `${place.left + x * place.scale},${place.top + y * place.scale * aspect}`);
  const room = shown.width >= LABELLED || chosen;
  const above = shown.y > 17;
  const word = goes ? kindWord(kind) : `${kindWord(kind)} ✓`;
  return (
    <g class={['region', chosen && 'chosen']}>
      <rect class="region-halo" {...shown} />
      {points === undefined ? (
        <rect class={names} {...shown} />
      ) : (
        <>
          <rect class={[...names, 'faint']} {...shown} />
          <polygon class={names} points={points.join(' ')} />
        </>
      )}
      {room && (
        <text class="region-label" x={shown.x + 2} y={above ? shown.y - 4 : shown.y + shown.height + 13}>
          {word}
        </text>
      )}
    </g>
  );
};
Outline.props = ['entry', 'box', 'chosen', 'place', 'aspect'];
