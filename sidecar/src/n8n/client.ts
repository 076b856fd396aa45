import { z, type ZodType } from "zod";
import { CommandFailure } from "../failure";
import type { ApiKeys } from "./api-key";
import { askEngine, type EngineRequest } from "./request";

export type EngineCall<T> = Omit<EngineRequest<T>, "url" | "headers"> & { path: string };
export type N8nClient = {
  url: string;
  call<T>(request: EngineCall<T>): Promise<T>;
  listAll<T>(path: string, item: ZodType<T>): Promise<T[]>;
};

const PAGE = 100;
const MAX_PAGES = 100;

/** n8n's public API with the sidecar's key; a key n8n no longer knows is renewed once per call. */
export function n8nClient(url: string, keys: ApiKeys): N8nClient {
  const ask = async <T>({ path, ...request }: EngineCall<T>, key: string): Promise<T> =>
    askEngine({ ...request, url: `${url}/api/v1${path}`, headers: { "x-n8n-api-key": key } });

  const call = async <T>(request: EngineCall<T>): Promise<T> => {
    const key = await keys.current();
    try {
      return await ask(request, key);
    } catch (error) {
      if (!(error instanceof CommandFailure && error.code === "n8n.unauthorized")) throw error;
      return ask(request, await keys.renew(key));
    }
  };

  const listAll = async <T>(path: string, item: ZodType<T>): Promise<T[]> => {
    const schema = z.object({ data: z.array(item), nextCursor: z.string().nullish() });
    const found: T[] = [];
    let cursor = "";
    for (let page = 0; page < MAX_PAGES; page++) {
      const separator = path.includes("?") ? "&" : "?";
      const answer = await call({ path: `${path}${separator}limit=${PAGE}${cursor && `&cursor=${cursor}`}`, schema });
      found.push(...answer.data);
      if (!answer.nextCursor) return found;
      cursor = encodeURIComponent(answer.nextCursor);
    }
    throw new CommandFailure(
      "n8n.too_many",
      `n8n lists more than ${PAGE * MAX_PAGES} things at ${path.split("?")[0]}.`,
      { status: 502 },
    );
  };
  return { url, call, listAll };
}
