import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { NodeRequest, sendNodeResponse } from "srvx/node";
import { log } from "@/lib/platform/log";
import { answerDoors, type Asked } from "./answer-doors";
import { finderOf, type Door } from "./find-door";
import type { StaticFiles } from "../static-files";
import { Underway } from "./underway";

const CHANNEL = "http.server.request.start";

type Machines = (request: IncomingMessage) => Asked | null;

/** The door of a machine's request; null for everything else. Another spelling of an address is Next's to judge. */
function machinesOf(doors: readonly Door[]): Machines {
  const find = finderOf(doors);
  return ({ url = "", method = "", headers }) => {
    const found = find(url);
    if (!found) return null;
    const { handlers, credential } = found.door;
    const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
    if (!handler || (credential !== undefined && headers[credential] === undefined)) return null;
    return { ...found, handler };
  };
}

/**
 * Answers the doors, and the files, in front of the listener of this process's server, which gets every other request as before. Next's
 * pipeline costs more than the handlers themselves. Call once, before the first request.
 */
export async function answerInFront(doors: readonly Door[], files: StaticFiles): Promise<void> {
  const underway = new Underway();
  const machineAt = machinesOf(doors);
  const answer = await answerDoors(doors, underway);
  const respond = async (asked: Asked, req: IncomingMessage, res: ServerResponse): Promise<void> => {
    try {
      await sendNodeResponse(res, await answer(new NodeRequest({ req, res }), asked));
    } catch (error) {
      log().debug({ err: error, path: asked.door.path }, "an answer could not be sent");
      res.destroy();
    }
  };
  const install = (message: unknown): void => {
    const { server } = message as { server: Server };
    unsubscribe(CHANNEL, install);
    const behind = server.listeners("request") as RequestListener[];
    server.removeAllListeners("request");
    server.on("request", (req, res) => {
      const asked = machineAt(req);
      if (!asked) return files(req, res, () => behind.forEach((listener) => listener.call(server, req, res)));
      underway.follow(server, res);
      void respond(asked, req, res);
    });
  };
  subscribe(CHANNEL, install);
}
