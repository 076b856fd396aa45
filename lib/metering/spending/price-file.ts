import { readFileSync } from "node:fs";
import { findNodeAtLocation, parseTree, printParseErrorCode, getNodeValue, type ParseError } from "jsonc-parser";
import { z } from "zod";
import { env } from "@/lib/platform/env";
import { ModelName, OwnPrice, type OwnPrices } from "./schemas";

const PriceFile = z.record(ModelName, OwnPrice, "must be an object of model names");

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

/** The operator's prices from the text of a JSON file, comments allowed; an error names the line that is wrong. */
export function parsePriceFile(text: string): OwnPrices {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first || !tree) {
    const reason = first
      ? printParseErrorCode(first.error)
          .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
          .toLowerCase()
      : "empty";
    throw new Error(`line ${lineAt(text, first?.offset ?? 0)} is not JSON (${reason})`);
  }
  const parsed = PriceFile.safeParse(getNodeValue(tree));
  if (parsed.success) return new Map(Object.entries(parsed.data));
  const { path, message } = parsed.error.issues[0] ?? { path: [], message: "is not valid" };
  const keys = path.map((key) => (typeof key === "number" ? key : String(key)));
  // A field that is missing has no place; what it is missing from has.
  const node = keys.map((_, index) => findNodeAtLocation(tree, keys.slice(0, keys.length - index))).find(Boolean);
  throw new Error(`line ${lineAt(text, (node ?? tree).offset)}: ${keys.join(" → ") || "the file"}: ${message}`);
}

/** Reads a file of prices; an error says which file, which line, and what is wrong with it. */
export function readPriceFile(path: string): OwnPrices {
  try {
    return parsePriceFile(readFileSync(path, "utf8"));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`MODEL_PRICES_FILE (${path}) cannot be used: ${reason}.`, { cause: error });
  }
}

let read: OwnPrices | undefined;

/** The prices of `MODEL_PRICES_FILE`, read once; none without it. Called at boot, so that a wrong file stops the start. */
export function priceFile(): OwnPrices {
  const { MODEL_PRICES_FILE: path } = env();
  return (read ??= path === undefined ? new Map() : readPriceFile(path));
}
