// What ffmpeg is to do with the regions of a video, as a graph of its filters.
import type { VideoJob } from '../../core/pixels/videoPort.js';

const MOST_RANGES = 500;
/** A command line has to hold it, on Windows one of 32,767 characters in all. */
const LONGEST = 24_000;

/** Undefined where there are too many regions for a command line. */
export function filterGraph(job: VideoJob): string | undefined {
  return [graphOf(job, MOST_RANGES), graphOf(job, 0)].find((graph) => graph.length <= LONGEST);
}

/** Boxes have even edges: two lines and two columns share their colour. With many ranges a region goes from all frames. */
function graphOf({ regions, rows, columns, frames: count }: VideoJob, most: number): string {
  const steps: string[] = [];
  for (const [index, { box, frames, fill }] of regions.entries()) {
    const [left, top] = [box[0] - (box[0] % 2), box[1] - (box[1] % 2)];
    const [width, height] = [
      Math.min(columns, box[2] + (box[2] % 2)) - left,
      Math.min(rows, box[3] + (box[3] % 2)) - top,
    ];
    const when =
      frames.length > most
        ? '1'
        : frames.map(([from, to]) => (to >= count - 1 ? `gte(n,${from})` : `between(n,${from},${to})`)).join('+');
    const [source, target] = [index === 0 ? '[0:v:0]' : `[v${index}]`, `[v${index + 1}]`];
    const inner = left > 0 && top > 0 && left + width < columns && top + height < rows;
    if (fill.kind === 'blur' || fill.kind === 'pixelate') {
      const side = Math.max(8, Math.ceil(Math.max(width, height) / 6));
      const [w, h] = [Math.max(1, Math.round(width / side)), Math.max(1, Math.round(height / side))];
      const flags = fill.kind === 'blur' ? 'bilinear' : 'neighbor';
      // Down to a few means and up again: what was written there is not in them.
      const part = `crop=${width}:${height}:${left}:${top},scale=${w}:${h}:flags=area,scale=${width}:${height}:flags=${flags}`;
      steps.push(`${source}split[a${index}][b${index}]`, `[b${index}]${part}[c${index}]`);
      steps.push(`[a${index}][c${index}]overlay=${left}:${top}:enable='${when}'${target}`);
    } else if (fill.kind === 'inpaint' && inner)
      steps.push(`${source}delogo=x=${left}:y=${top}:w=${width}:h=${height}:enable='${when}'${target}`);
    else {
      const grey = fill.kind === 'constant' ? Math.min(255, Math.max(0, Math.round(fill.value))) : 0;
      const colour = `0x${grey.toString(16).padStart(2, '0').repeat(3)}`;
      steps.push(
        `${source}drawbox=x=${left}:y=${top}:w=${width}:h=${height}:color=${colour}:t=fill:enable='${when}'${target}`,
      );
    }
  }
  return [...steps, `[v${regions.length}]null[out]`].join(';');
}
