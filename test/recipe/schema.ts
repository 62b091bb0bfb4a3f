// As much of JSON Schema as docs/recipe.schema.json uses.

type Schema = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typed(type: unknown, value: unknown): boolean {
  switch (type) {
    case 'object':
      return isRecord(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

const KNOWN = new Set(
  '$schema $ref $defs title description default type properties required additionalProperties items minItems maxItems minLength minimum maximum enum const oneOf'.split(
    ' ',
  ),
);

/** @throws where the schema says something that this function does not know */
export function fitsSchema(root: Schema, value: unknown, schema: Schema = root): boolean {
  for (const key of Object.keys(schema)) if (!KNOWN.has(key)) throw new Error(`unknown word ${key}`);
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    const named = isRecord(root['$defs']) ? root['$defs'][reference.replace('#/$defs/', '')] : undefined;
    if (!isRecord(named)) throw new Error(`nothing at ${reference}`);
    return fitsSchema(root, value, named);
  }
  if ('const' in schema && schema['const'] !== value) return false;
  if (Array.isArray(schema['enum']) && !schema['enum'].includes(value)) return false;
  if ('type' in schema && !typed(schema['type'], value)) return false;
  if (Array.isArray(schema['oneOf'])) {
    if (schema['oneOf'].filter((each: Schema) => fitsSchema(root, value, each)).length !== 1) return false;
  }
  if (typeof value === 'string' && value.length < Number(schema['minLength'] ?? 0)) return false;
  if (typeof value === 'number') {
    if (value < Number(schema['minimum'] ?? value) || value > Number(schema['maximum'] ?? value)) return false;
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    if (value.length < Number(schema['minItems'] ?? 0) || value.length > Number(schema['maxItems'] ?? value.length))
      return false;
    if (isRecord(items) && !value.every((each) => fitsSchema(root, each, items))) return false;
  }
  const properties = schema['properties'];
  if (isRecord(value) && isRecord(properties)) {
    const required = Array.isArray(schema['required']) ? schema['required'] : [];
    if (!required.every((key: string) => value[key] !== undefined)) return false;
    return Object.entries(value).every(([key, each]) => {
      const inner = Object.hasOwn(properties, key) ? properties[key] : undefined;
      return isRecord(inner) ? fitsSchema(root, each, inner) : schema['additionalProperties'] !== false;
    });
  }
  return true;
}
