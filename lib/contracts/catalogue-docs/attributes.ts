import * as z from 'zod';

/** The attributes of an item, read off the JSON Schema of its contract. */

export interface Attribute {
  /** Dotted path; `[]` stands for the entries of a list. */
  readonly path: string;
  readonly type: string;
  readonly isOptional: boolean;
}

type Schema = z.core.JSONSchema.BaseSchema;

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

/** The values by which the shapes of a union are told apart. */
function variantsOf({ oneOf = [], anyOf = [] }: Schema): string[] {
  const shapes = [...oneOf, ...anyOf].filter(isSchema);
  return shapes.flatMap(({ properties = {} }) => {
    const tag = Object.values(properties).find((value) => isSchema(value) && value.const !== undefined);
    return isSchema(tag) ? [String(tag.const)] : [];
  });
}

function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return `"${String(schema.const)}"`;
  if (schema.enum) return schema.enum.map((value) => `"${String(value)}"`).join(', ');
  if (schema.prefixItems) return `[${schema.prefixItems.filter(isSchema).map(typeOf).join(', ')}]`;
  if (schema.type === 'array') return `list of ${isSchema(schema.items) ? typeOf(schema.items) : 'anything'}`;
  const variants = variantsOf(schema);
  if (variants.length > 0) return `one of: ${variants.join(', ')}`;
  return Array.isArray(schema.type) ? schema.type.join(' or ') : (schema.type ?? 'anything');
}

function below(path: string, schema: Schema, isOptional: boolean): Attribute[] {
  const here: Attribute = { path, type: typeOf(schema), isOptional };
  if (schema.properties) return [here, ...propertiesOf(schema, `${path}.`)];
  const { items } = schema;
  return isSchema(items) && !Array.isArray(items) && items.properties
    ? [here, ...propertiesOf(items, `${path}[].`)]
    : [here];
}

function propertiesOf({ properties = {}, required = [] }: Schema, prefix: string): Attribute[] {
  return Object.entries(properties).flatMap(([name, schema]) =>
    isSchema(schema) ? below(`${prefix}${name}`, schema, !required.includes(name)) : [],
  );
}

/** Every attribute that a schema names, nested ones after their parents. */
export function attributesOf(schema: z.core.$ZodType): Attribute[] {
  return propertiesOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }), '');
}
