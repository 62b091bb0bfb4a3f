// Buttons, fields, dropdowns and checkboxes. The only file that knows `@vscode/webview-ui-toolkit`, which is no longer
// developed: to swap it, give these components other insides.
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { defineComponent, type FunctionalComponent, h, type PropType, ref, type VNode, watch } from 'vue';

/** Elements that stand in the page already become at once what they are to be; only the first call does anything. */
export function registerToolkit(): void {
  if (customElements.get('vscode-button') !== undefined) return;
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeTextField(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodeCheckbox(),
  );
}

/** An element that is not made yet would take an attribute that says `false` for one that is set. */
function isSet(flag: boolean | undefined): true | undefined {
  return flag || undefined;
}

interface ButtonProps {
  look?: 'primary' | 'secondary' | 'icon';
  disabled?: boolean;
  /** What it does, where that is more than its words. */
  hint?: string;
  /** Name for screen readers: needed for icons. */
  label?: string;
  pressed?: boolean;
  /** False where the focus comes by arrow keys. */
  tab?: boolean;
  onPress: (event: MouseEvent) => void;
}

/** To the button inside: the element around it has no role, so that ARIA gives it no states. */
function tellPressed(element: unknown, pressed: boolean | undefined): void {
  const root = (element as HTMLElement).shadowRoot;
  if (root === null && pressed !== undefined) {
    customElements
      .whenDefined('vscode-button')
      .then(() => tellPressed(element, pressed))
      .catch(() => undefined);
    return;
  }
  const inner = root?.querySelector('button');
  if (pressed === undefined) inner?.removeAttribute('aria-pressed');
  else inner?.setAttribute('aria-pressed', String(pressed));
}

export const Button: FunctionalComponent<ButtonProps> = (props, { slots }) =>
  h(
    'vscode-button',
    {
      appearance: props.look ?? 'secondary',
      disabled: isSet(props.disabled),
      title: props.hint,
      'aria-label': props.label,
      class: props.pressed ? 'pressed' : undefined,
      tabindex: props.tab === false ? -1 : undefined,
      onClick: props.onPress,
      onVnodeMounted: ({ el }: VNode) => tellPressed(el, props.pressed),
      onVnodeUpdated: ({ el }: VNode) => tellPressed(el, props.pressed),
    },
    slots.default?.(),
  );
Button.props = {
  look: String as PropType<NonNullable<ButtonProps['look']>>,
  disabled: Boolean,
  hint: String,
  label: String,
  pressed: { type: Boolean, default: undefined },
  tab: { type: Boolean, default: true },
  onPress: { type: Function as PropType<ButtonProps['onPress']>, required: true },
};

export interface FieldHandle {
  focus(): void;
}

/** One line of text. `onChange` is called on every key. */
export const TextField = defineComponent({
  props: {
    id: String,
    value: { type: String, required: true },
    label: { type: String, required: true },
    placeholder: { type: String, default: '' },
    invalid: Boolean,
    describedBy: String,
    onChange: { type: Function as PropType<(text: string) => void>, required: true },
    onKey: Function as PropType<(event: KeyboardEvent) => void>,
  },
  setup(props, { slots, expose }) {
    const field = ref<HTMLElement & { value: string }>();
    const focus = (): void => {
      // Who types before the page is done must not lose a letter.
      registerToolkit();
      field.value?.focus();
    };
    expose({ focus } satisfies FieldHandle);
    return () =>
      h(
        'vscode-text-field',
        {
          ref: field,
          id: props.id,
          value: props.value,
          placeholder: props.placeholder,
          'aria-label': props.label,
          'aria-invalid': props.invalid ? 'true' : undefined,
          'aria-describedby': props.describedBy,
          class: props.invalid ? 'invalid' : undefined,
          spellcheck: false,
          onInput: (event: Event) => props.onChange((event.target as HTMLInputElement).value),
          onKeydown: props.onKey,
        },
        slots.default?.(),
      );
  },
});

export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
}

export const Dropdown = defineComponent({
  props: {
    value: { type: String, required: true },
    label: { type: String, required: true },
    choices: { type: Array as PropType<readonly Choice[]>, required: true },
    disabled: Boolean,
    onChoose: { type: Function as PropType<(id: string) => void>, required: true },
  },
  setup(props) {
    const list = ref<HTMLElement & { value: string }>();
    // The element takes a value only when it knows the option, so it is told after the options are there.
    watch(
      () => [props.value, props.choices, list.value] as const,
      ([value, , element]) => {
        if (element) {
          customElements
            .whenDefined('vscode-dropdown')
            .then(() => requestAnimationFrame(() => (element.value = value)))
            .catch(() => undefined);
        }
      },
      { flush: 'post' },
    );
    return () =>
      h(
        'vscode-dropdown',
        {
          ref: list,
          'aria-label': props.label,
          disabled: isSet(props.disabled),
          onChange: (event: Event) => {
            const id = (event.target as HTMLSelectElement).value;
            if (id !== props.value) props.onChoose(id);
          },
        },
        props.choices.map((choice) =>
          h('vscode-option', { key: choice.id, value: choice.id, title: choice.detail }, choice.label),
        ),
      );
  },
});

interface CheckboxProps {
  checked: boolean;
  hint?: string;
  onToggle: (checked: boolean) => void;
}

export const Checkbox: FunctionalComponent<CheckboxProps> = (props, { slots }) =>
  h(
    'vscode-checkbox',
    {
      checked: isSet(props.checked),
      title: props.hint,
      onChange: (event: Event) => {
        const checked = (event.target as HTMLInputElement).checked;
        if (checked !== props.checked) props.onToggle(checked);
      },
    },
    slots.default?.(),
  );
Checkbox.props = {
  checked: Boolean,
  hint: String,
  onToggle: { type: Function as PropType<CheckboxProps['onToggle']>, required: true },
};
