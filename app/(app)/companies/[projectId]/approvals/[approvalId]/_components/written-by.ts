type Author = { author: string | null; author_type: string };

const BY: Record<string, string> = { user: "a member", key: "an API key", job: "Greenlight" };

/** The author of a version in words: a person's id means nothing to a reader. An agent goes by its name. */
export const writtenBy = ({ author, author_type }: Author): string =>
  BY[author_type] ?? (author ?? author_type).replaceAll("_", " ");
