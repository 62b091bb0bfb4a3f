// The object in one line: how much identifies, what happens to it, and whether the pixels may show a name.
import { defineComponent, type PropType, ref } from 'vue';
import type { Category } from '../../src/core/kernel/finding.js';
import type { Summary } from '../../src/protocol.js';
import { categoryWord, EFFECTS, effectIcon, effectTally, effectWord } from '../effects.js';
import { Icon } from '../icons.js';
import { number, t } from '../strings.js';

function summaryWords(summary: Summary): string {
  const { identifying, inPrivate, inSequences } = summary;
  const parts = [
    identifying === 0
      ? t('No identifying attributes')
      : identifying === 1
        ? t('1 identifying attribute')
        : t('{0} identifying attributes', identifying),
  ];
  if (inPrivate > 0) parts.push(t('{0} in private blocks', inPrivate));
  if (inSequences > 0) parts.push(t('{0} in sequences', inSequences));
  return parts.join(', ');
}

export const SummaryStrip = defineComponent({
  props: {
    summary: { type: Object as PropType<Summary>, required: true },
    filter: { type: String, required: true },
    onFilter: { type: Function as PropType<(text: string) => void>, required: true },
  },
  setup(props) {
    const open = ref(false);
    return () => {
      const { summary } = props;
      const effects = EFFECTS.filter((effect) => effect !== 'structure' && (summary.byEffect[effect] ?? 0) > 0);
      const categories = (Object.entries(summary.byCategory) as [Category, number][])
        .filter(([category, count]) => count > 0 && category !== 'structure')
        .sort((a, b) => b[1] - a[1]);
      return (
        <section class="summary" aria-label={t('Summary')}>
          <div class="summary-line">
            <strong class="summary-count">{summaryWords(summary)}</strong>
            <span class="tally">
              {effects.map((effect) => (
                <span key={effect} class={['effect', effect]}>
                  <Icon name={effectIcon(effect)} />
                  {effectTally(effect, summary.byEffect[effect] ?? 0)}
                </span>
              ))}
            </span>
            <span class={['burned', summary.burnedIn.likely && 'likely']}>
              <Icon name={summary.burnedIn.likely ? 'warning' : 'image'} />
              {summary.burnedIn.likely ? t('Burned-in text: likely') : t('Burned-in text: not expected')}
              {summary.burnedIn.reason && ` (${summary.burnedIn.reason})`}
            </span>
            {categories.length > 0 && (
              <button
                type="button"
                class="link more-facts"
                aria-expanded={open.value}
                onClick={() => {
                  open.value = !open.value;
                }}
              >
                <Icon name={open.value ? 'down' : 'right'} />
                {t('By kind')}
              </button>
            )}
          </div>
          {open.value && (
            <div class="summary-line kinds">
              {categories.map(([category, count]) => (
                <button
                  key={category}
                  type="button"
                  class="chip-button"
                  aria-pressed={props.filter === category}
                  title={t('Show only these')}
                  onClick={() => props.onFilter(props.filter === category ? '' : category)}
                >
                  {categoryWord(category)} <span class="count">{number(count)}</span>
                </button>
              ))}
              {summary.regions.map((region) => (
                <span key={region.name} class="region" title={region.reason}>
                  <Icon name={effectIcon(region.effect)} />
                  {t('Outside of attributes: {0} ({1})', region.name, effectWord(region.effect))}
                </span>
              ))}
            </div>
          )}
        </section>
      );
    };
  },
});
