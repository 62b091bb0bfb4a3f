// What quick fixes are called, in English, with {0} and {1} for their arguments. The ids are stable: editors translate by them.
export const FIX_TITLES = {
  change: 'Change to {0}',
  use: 'Use {0}',
  replace: 'Replace {0} by {1}',
  empty: 'Leave {0} present and empty',
  option: 'Keep it by the standard: OPTION {0}',
  'keep-sequence': 'Keep {0} too',
  quotes: 'Put it in quotes, as a plain text',
  begin: 'Begin {0} here',
  format: 'Begin with FORMAT dicom',
  'profile-basic': 'Say what happens to the rest: PROFILE basic',
  'profile-blank': 'Leave identifying attributes empty: PROFILE blank',
  'profile-none': 'Say that only the rules count: PROFILE none',
  'remove-line': 'Remove this line',
  'remove-rule': 'Remove this rule: the profile decides',
  'remove-label': 'Remove this label with its tests',
  'remove-group': 'Remove this group',
  'remove-part': 'Remove this part',
} as const;

export type FixId = keyof typeof FIX_TITLES;
