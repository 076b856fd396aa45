import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { vendorContract, type Fullness, type VendorContract } from "./vendor-contract";

export type VendorCall = {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: IncomingMessage["headers"];
  body: unknown;
};
export type VendorAnswer = { status?: number; headers?: Record<string, string>; body?: unknown };
/** `dies` before it acts, `acts_and_dies` after it, `hangs` without a word; a number is a status instead of the answer. */
export type Fault = "dies" | "acts_and_dies" | "hangs" | number;

export type VendorServer = {
  url: string;
  calls: VendorCall[];
  /** Ways in which our requests differed from the vendor's description. */
  violations: string[];
  contract: VendorContract;
  /** The next call that fits goes wrong like this, once. */
  fail(fits: (call: VendorCall) => boolean, fault: Fault): void;
  /** Nothing that was asked for goes wrong any more. */
  mend(): void;
  close(): Promise<void>;
};

type Options = {
  vendor: string;
  /** How much of its description the vendor answers. */
  fullness?: Fullness;
  /** Paths that the vendor has and its description lacks. */
  undescribed?: RegExp;
  /** How the vendor's forms become objects; by default lists and objects travel as JSON in a field. */
  readForm?: (fields: URLSearchParams) => unknown;
  /** The body of a status that was asked for by {@link VendorServer.fail}. */
  errorBody?: (status: number) => unknown;
  handle: (call: VendorCall, contract: VendorContract) => VendorAnswer | Promise<VendorAnswer>;
};

const FORM = "application/x-www-form-urlencoded";

async function bodyOf(request: IncomingMessage, readForm: (fields: URLSearchParams) => unknown): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  if (text === "") return undefined;
  if (!request.headers["content-type"]?.startsWith(FORM)) return JSON.parse(text);
  return readForm(new URLSearchParams(text));
}

const flatForm = (fields: URLSearchParams): unknown =>
  Object.fromEntries([...fields].map(([name, value]) => [name, formValue(value)]));

/** Lists and objects travel as JSON in a field of the form. */
const formValue = (value: string): unknown => (/^(\[|\{|\d+$)/.test(value) ? JSON.parse(value) : value);

/** A vendor on loopback: its own state by `handle`, its own description as the judge of our requests, and every way to fail on demand. */
export async function vendorServer(options: Options): Promise<VendorServer> {
  const { vendor, fullness, undescribed, handle, readForm = flatForm, errorBody = () => ({ message: "no" }) } = options;
  const calls: VendorCall[] = [];
  const violations: string[] = [];
  const faults: { fits: (call: VendorCall) => boolean; fault: Fault }[] = [];
  const contract = vendorContract(vendor, fullness);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://vendor");
    const { method = "GET", headers } = request;
    const query = Object.fromEntries(url.searchParams);
    const call = {
      method,
      path: decodeURIComponent(url.pathname),
      query,
      headers,
      body: await bodyOf(request, readForm),
    };
    calls.push(call);
    if (!undescribed?.test(call.path))
      violations.push(
        ...contract.judgeRequest({ ...call, query: Object.keys(query).map((name) => name.replace(/\[.*$/, "")) }),
      );
    const index = faults.findIndex(({ fits }) => fits(call));
    const fault = index < 0 ? null : (faults.splice(index, 1)[0]?.fault ?? null);
    if (fault === "hangs") return;
    if (fault === "dies") return void response.destroy();
    const given: VendorAnswer =
      typeof fault === "number" ? { status: fault, body: errorBody(fault) } : await handle(call, contract);
    const { status = 200, headers: own = {}, body } = given;
    if (fault === "acts_and_dies") return void response.destroy();
    response.writeHead(status, { "content-type": "application/json", ...own }).end(JSON.stringify(body));
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      violations.push(String(error));
      response.destroy();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    violations,
    contract,
    fail: (fits, fault) => void faults.push({ fits, fault }),
    mend: () => void (faults.length = 0),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
