// Places in the toolkit's elements: Vue's types know no `slot` attribute.
import 'vue';

declare module 'vue' {
  interface HTMLAttributes {
    slot?: 'start' | 'end';
  }
}
