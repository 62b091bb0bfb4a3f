// Semantic tokens of a recipe, by the names that package.json declares.

export const TOKEN_TYPES = [
  'recipeSection',
  'recipeKeyword',
  'recipeAttribute',
  'recipeAttributeSet',
  'recipeOperator',
  'recipeName',
  'recipeOption',
  'recipeFunction',
  'recipeVariable',
  'recipeValue',
  'recipeNumber',
] as const;
export const TOKEN_MODIFIERS = ['identifying', 'deprecated', 'declaration', 'unknown', 'foreign'] as const;
