// What the user must know before anything else: what is wrong, and what to do. Severity is a word and a shape, too.
import { defineComponent, type PropType, ref } from 'vue';
import type { Issue, Refusal } from '../../src/core/kernel/issue.js';
import { Icon, type IconName } from '../icons.js';
import { t } from '../strings.js';

const ORDER = { error: 0, warning: 1, info: 2 } as const;
const ICONS: Readonly<Record<Issue['severity'], IconName>> = { error: 'error', warning: 'warning', info: 'info' };

function severityWord(severity: Issue['severity']): string {
  return severity === 'error' ? t('Error') : severity === 'warning' ? t('Warning') : t('Note');
}

function place(issue: Issue): string {
  return issue.location?.kind === 'element' ? ` ${issue.location.path}` : '';
}

export const Banners = defineComponent({
  props: {
    refusal: Object as PropType<Refusal | undefined>,
    issues: { type: Array as PropType<readonly Issue[]>, required: true },
  },
  setup(props) {
    const open = ref(false);
    return () => {
      const issues = [...props.issues].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
      const shown = open.value ? issues : issues.slice(0, 1);
      return (
        <div class="banners">
          {props.refusal && (
            <div class="banner error" role="alert">
              <Icon name="error" />
              <span>
                <strong>{t('Refused: nothing is written for this object.')}</strong> {props.refusal.message}
              </span>
            </div>
          )}
          {shown.map((issue, at) => (
            <div key={`${issue.code} ${at}`} class={['banner', issue.severity]}>
              <Icon name={ICONS[issue.severity]} />
              <span class="banner-text">
                <strong>{severityWord(issue.severity)}:</strong> {issue.message}
                <span class="mono quiet">{place(issue)}</span>
              </span>
              {at === 0 && issues.length > 1 && (
                <button
                  type="button"
                  class="link"
                  aria-expanded={open.value}
                  onClick={() => {
                    open.value = !open.value;
                  }}
                >
                  {open.value ? t('Show less') : t('{0} more', issues.length - 1)}
                </button>
              )}
            </div>
          ))}
        </div>
      );
    };
  },
});
