/** The words of a post as its readers see them (LinkedIn docs, "little Text Format"). */

/** A reserved character behind a backslash, a mention `@[name](urn)`, a hashtag `{hashtag|\#|tag}`. */
const MARKED =
  /\\(?<plain>[\\|{}@[\]()<>#*_~])|@\[(?<name>(?:\\.|[^\]\\])*)\] ?\([^)]*\)|\{hashtag\|\\?(?<sign>[#＃])\|(?<tag>[^}]*)\}/gu;

export function littleText(commentary: string): string {
  return commentary.replaceAll(MARKED, (whole, ...found) => {
    const { plain, name, sign, tag } = found.at(-1) as Readonly<Record<string, string | undefined>>;
    if (plain !== undefined) return plain;
    if (name !== undefined) return `@${littleText(name)}`;
    return tag === undefined ? whole : `${sign}${littleText(tag)}`;
  });
}
