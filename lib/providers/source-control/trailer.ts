/** The line of a commit's message that says which action made it. */
const NAME = "Greenlight-Action";

export const withTrailer = (message: string, action: string): string => `${message.trimEnd()}\n\n${NAME}: ${action}\n`;

export const hasTrailer = (message: string, action: string): boolean =>
  message.split("\n").includes(`${NAME}: ${action}`);
