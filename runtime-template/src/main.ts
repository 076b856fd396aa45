import { createServer } from "node:http";
import { readEnvironment } from "./env.ts";
import { handle } from "./handler.ts";

const { host, port } = readEnvironment();

export const server = createServer((request, response) => void handle(request, response));
server.listen(port, host);
