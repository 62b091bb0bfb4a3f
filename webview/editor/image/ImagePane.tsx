// The image of an object: frames, window and level, zoom, overlays. Values stay in the page; nothing is sent but requests for frames.
import { defineComponent, onBeforeUnmount, onMounted, type PropType, ref, watch } from 'vue';
import { samplesOf } from '../../../src/core/pixels/grey.js';
import type { Frame } from '../../../src/protocol.js';
import { t } from '../../strings.js';
import { AfterView } from '../regions/AfterView.js';
import { createComparison } from '../regions/comparison.js';
import { createDrawGestures } from '../regions/drawGestures.js';
import { RegionBar } from '../regions/RegionBar.js';
import { RegionLayer } from '../regions/RegionLayer.js';
import { RegionList } from '../regions/RegionList.js';
import { createRegionDesk } from '../regions/regionState.js';
import { FrameBar } from './FrameBar.js';
import { createGestures } from './gestures.js';
import { createCover, ImageCover } from './ImageCover.js';
import { ImageTools } from './ImageTools.js';
import { ImageTrouble } from './ImageTrouble.js';
import { createImageState } from './imageState.js';
import { short, windowWords } from './mappings.js';
import { createPainter } from './painter.js';
import type { ImagePaneProps } from './props.js';

export const ImagePane = defineComponent({
  props: {
    facts: { type: Object as PropType<ImagePaneProps['facts']>, required: true },
    post: { type: Function as PropType<ImagePaneProps['post']>, required: true },
    frame: Object as PropType<ImagePaneProps['frame']>,
    noFrame: Object as PropType<ImagePaneProps['noFrame']>,
    masked: { type: Boolean, required: true },
    regions: Object as PropType<ImagePaneProps['regions']>,
    after: Object as PropType<ImagePaneProps['after']>,
    view: Object as PropType<ImagePaneProps['view']>,
    remember: Function as PropType<NonNullable<ImagePaneProps['remember']>>,
  },
  setup(props) {
    const pane = props as ImagePaneProps;
    const image = createImageState(pane);
    const hand = ref(false);
    const desk = createRegionDesk({
      regions: () => props.regions,
      index: () => image.view.value.index,
      post: (message) => props.post(message),
    });
    const drawing = createDrawGestures(image, desk);
    const comparison = createComparison(pane, image);
    // One at a time: what is drawn is drawn on the original.
    watch(desk.drawing, (on) => {
      if (on) comparison.on.value = false;
    });
    watch(comparison.on, (on) => {
      if (on) desk.drawing.value = false;
    });
    const gestures = createGestures(image, () => props.facts.frames, hand, drawing);
    const stage = ref<HTMLElement>();
    const canvas = ref<HTMLCanvasElement>();
    const pointed = ref('');
    const { cover, uncover } = createCover(() => props.masked);
    const painter = createPainter(image, canvas, cover);
    let sizes: ResizeObserver | undefined;
    onMounted(() => {
      const element = stage.value;
      if (element === undefined) return;
      sizes = new ResizeObserver(() => {
        image.pane.value = { width: element.clientWidth, height: element.clientHeight };
      });
      sizes.observe(element);
      props.post({ kind: 'get-regions' });
      image.pane.value = { width: element.clientWidth, height: element.clientHeight };
      painter.schedule();
    });
    onBeforeUnmount(() => {
      sizes?.disconnect();
      painter.stop();
      image.stop();
    });

    /** Column, row and value under the mouse. */
    function point(event: PointerEvent): void {
      gestures.move(event);
      const frame = image.shown.value;
      const element = stage.value;
      if (frame === undefined || element === undefined || cover.value !== 'none') {
        pointed.value = '';
        return;
      }
      const box = element.getBoundingClientRect();
      const { scale, left, top } = image.place.value;
      const column = Math.floor((event.clientX - box.left - left) / scale);
      const row = Math.floor((event.clientY - box.top - top) / scale / image.aspect.value);
      pointed.value = valueWords(frame, column, row, props.facts.unit);
    }

    function readout() {
      const mapping = image.mapping.value;
      const frame = image.shown.value;
      if (frame === undefined || cover.value !== 'none' || comparison.on.value) return null;
      return (
        <div class="readout" aria-hidden="true">
          {mapping?.kind === 'window' && <span class="count">{windowWords(mapping, props.facts.unit)}</span>}
          {pointed.value !== '' && <span class="count">{pointed.value}</span>}
        </div>
      );
    }

    return () => {
      const { facts } = props;
      const { index } = image.view.value;
      const size = `${facts.columns} × ${facts.rows}`;
      const words =
        facts.frames > 1
          ? t('Frame {0} of {1}, {2} pixels', index + 1, facts.frames, size)
          : t('Image, {0} pixels', size);
      const drawable = facts.cannotDraw === undefined;
      return (
        <div class="image-pane">
          {drawable && cover.value !== 'hidden' && image.reason.value === undefined && (
            <ImageTools pane={pane} image={image} hand={hand} />
          )}
          <div
            ref={stage}
            class={['image-stage', { hand: !desk.drawing.value && (hand.value || !facts.grey) }]}
            role="application"
            tabindex={drawable ? 0 : -1}
            aria-label={words}
            aria-describedby="image-keys"
            onPointerdown={gestures.down}
            onPointermove={point}
            onPointerup={gestures.up}
            onPointercancel={gestures.up}
            onPointerleave={() => (pointed.value = '')}
            onContextmenu={(event) => event.preventDefault()}
            onWheel={gestures.wheel}
            onKeydown={gestures.key}
            onDblclick={() => image.change({ zoom: 0, x: 0, y: 0 })}
          >
            <canvas ref={canvas} role="img" aria-label={words} />
            {cover.value === 'none' &&
              !comparison.on.value &&
              image.view.value.overlays &&
              image.shown.value !== undefined && (
                <RegionLayer desk={desk} place={image.place.value} aspect={image.aspect.value} />
              )}
            {comparison.on.value && cover.value !== 'hidden' && image.shown.value !== undefined && (
              <AfterView image={image} facts={facts} blurred={cover.value === 'blurred'} {...comparison.shown.value} />
            )}
            {readout()}
            {image.waiting.value && cover.value === 'none' && (
              <div class="image-waiting">
                <p>{t('Reading the frame…')}</p>
              </div>
            )}
            <ImageTrouble cannotDraw={facts.cannotDraw} reason={image.reason.value} index={index} />
            <ImageCover cover={cover.value} onUncover={uncover} />
          </div>
          <p id="image-keys" class="hidden-words">
            {t(
              'Arrow keys change the frame; with Shift they move the image, with Alt they change the window. Plus and minus zoom, 0 fits, 1 is one to one, I inverts, O shows overlays and regions, space plays. D begins and ends drawing: N makes a region, arrow keys move it, with Alt they resize it, Delete deletes it.',
            )}
          </p>
          {drawable && facts.frames > 1 && (
            <FrameBar frames={facts.frames} rate={facts.framesPerSecond} image={image} />
          )}
          {drawable && (
            <RegionBar desk={desk} post={props.post} comparing={comparison.on.value} onCompare={comparison.toggle} />
          )}
          {drawable && cover.value === 'none' && (
            <RegionList
              desk={desk}
              frames={facts.frames}
              masked={props.masked}
              onShow={({ frames }) => {
                const inside = frames === undefined || frames.some(([a, b]) => a <= index && index <= b);
                if (!inside) image.goTo(frames[0]?.[0] ?? 0);
              }}
            />
          )}
          <div class="image-foot quiet">
            <span>{size}</span>
            <span>{facts.transferSyntax}</span>
            {facts.frames > 1 && <span>{t('{0} frames', facts.frames)}</span>}
            {image.shown.value?.note !== undefined && <span class="image-note">{image.shown.value.note}</span>}
          </div>
        </div>
      );
    };
  },
});

/** `x 12, y 40: 37 HU`; empty outside the image. */
function valueWords(frame: Frame, column: number, row: number, unit: string): string {
  if (column < 0 || row < 0 || column >= frame.columns || row >= frame.rows) return '';
  const samples = samplesOf(frame);
  const at = (row * frame.columns + column) * frame.samples;
  const place = `x ${column}, y ${row}`;
  if (frame.samples === 3) return `${place}: ${samples[at]} ${samples[at + 1]} ${samples[at + 2]}`;
  const value = (samples[at] ?? 0) * frame.slope + frame.intercept;
  return `${place}: ${short(value)}${unit === '' ? '' : ` ${unit}`}`;
}
