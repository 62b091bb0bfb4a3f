// A structured report as a text to read: headings, measurements, codes, references; what identifies somebody is marked with a word.
import { defineComponent, h, onMounted, type PropType, type VNode } from 'vue';
import type { ReportItem } from '../../../src/protocol.js';
import { Icon } from '../../icons.js';
import { t } from '../../strings.js';
import type { ReportPaneProps } from './props.js';

const DOTS = '•••••';

export const ReportPane = defineComponent({
  props: {
    items: Array as PropType<ReportPaneProps['items']>,
    post: { type: Function as PropType<ReportPaneProps['post']>, required: true },
    masked: { type: Boolean, required: true },
  },
  setup(props) {
    onMounted(() => {
      if (props.items === undefined) props.post({ kind: 'get-report' });
    });

    function value(item: ReportItem): VNode {
      const text = props.masked && item.value !== '' ? DOTS : item.value;
      if (!item.identifying) return <span class="report-value">{text}</span>;
      return (
        <mark class="report-value identifying">
          <Icon name="warning" />
          <span class="hidden-words">{t('identifying:')}</span> {text}
        </mark>
      );
    }

    /** The concept's name: it leads to the row in the tree. */
    function concept(item: ReportItem): VNode {
      return (
        <button
          type="button"
          class="report-concept"
          title={t('Show in the tree')}
          onClick={() => props.post({ kind: 'locate', path: item.path })}
        >
          {item.concept || kindWords(item)}
        </button>
      );
    }

    function line(item: ReportItem, level: number): VNode {
      const empty = item.value === '' && item.items.length === 0;
      return (
        <li key={item.path} class={['report-item', relationClass(item)]}>
          {item.relationship !== '' && RELATIONS[item.relationship] !== undefined && (
            <span class="quiet report-relation">{RELATIONS[item.relationship]?.()} </span>
          )}
          {concept(item)}
          <span>: </span>
          {empty ? <span class="quiet">{t('(empty)')}</span> : value(item)}
          {item.items.length > 0 && children(item.items, level)}
        </li>
      );
    }

    function section(item: ReportItem, level: number): VNode {
      const tag = `h${Math.min(6, level)}`;
      return (
        <section key={item.path} class="report-section">
          {h(tag, { class: ['report-heading', `level-${Math.min(6, level)}`] }, [concept(item)])}
          {children(item.items, level + 1)}
        </section>
      );
    }

    /** Lines in a row are one list; containers are sections between the lists. */
    function children(items: readonly ReportItem[], level: number): VNode {
      const blocks: VNode[] = [];
      let lines: VNode[] = [];
      const close = (): void => {
        if (lines.length > 0) blocks.push(<ul class="report-lines">{lines}</ul>);
        lines = [];
      };
      for (const item of items) {
        if (item.valueType !== 'CONTAINER') lines.push(line(item, level));
        else {
          close();
          blocks.push(section(item, level));
        }
      }
      close();
      return <>{blocks}</>;
    }

    function header(items: readonly ReportItem[]): VNode | null {
      if (items.length === 0) return null;
      return (
        <dl class="report-header">
          {items.map((item) => (
            <div key={item.path}>
              <dt>{concept(item)}</dt>
              <dd>{value(item)}</dd>
            </div>
          ))}
        </dl>
      );
    }

    return () => {
      const { items } = props;
      if (items === undefined) {
        return (
          <div class="message">
            <p>{t('Reading the report…')}</p>
          </div>
        );
      }
      const body = items.filter(({ valueType }) => valueType !== 'HEADER');
      const marked = count(items);
      if (items.length === 0) return <p class="message">{t('The report has no content that can be read.')}</p>;
      return (
        <article class="report-pane" tabindex="0" aria-label={t('Report')}>
          <p class="report-count quiet">
            {marked === 0
              ? t('Nothing here identifies anybody under this recipe.')
              : t('{0} identifying entries are marked.', marked)}
          </p>
          {header(items.filter(({ valueType }) => valueType === 'HEADER'))}
          {body.map((item) => section(item, 2))}
        </article>
      );
    };
  },
});

function count(items: readonly ReportItem[]): number {
  return items.reduce((sum, item) => sum + (item.identifying ? 1 : 0) + count(item.items), 0);
}

/** How an item belongs to the one above it, where that says more than that it is a part (PS3.3 C.17.3.2.4). */
const RELATIONS: Readonly<Record<string, () => string>> = {
  'inferred from': () => t('inferred from'),
  'selected from': () => t('selected from'),
};

function relationClass({ relationship }: ReportItem): string {
  return relationship === 'has obs context' || relationship === 'has concept mod' ? 'aside' : '';
}

function kindWords({ valueType }: ReportItem): string {
  switch (valueType) {
    case 'CONTAINER':
      return t('Section');
    case 'IMAGE':
      return t('Image');
    case 'REFERENCE':
      return t('See item');
    case 'SCOORD':
    case 'SCOORD3D':
      return t('Region');
    case 'COMPOSITE':
    case 'WAVEFORM':
      return t('Object');
    default:
      return valueType === '' ? t('Entry') : valueType.toLowerCase();
  }
}
