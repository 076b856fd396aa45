import { Client, type QueryResult } from "pg";
import type { ChatMessage } from "@/lib/autopilot/chat/schemas";
import { FounderClient } from "../support/founder-client";
import type { Product } from "../support/product";

export type Said = { status: number; events: { event: string; data: unknown }[]; reply: ChatMessage | undefined };

/** A founder at a product of a test's own. */
export type Talker = {
  founder: FounderClient;
  /** A request that is answered by a stream, read to its end. */
  stream(path: string, body: object): Promise<Said>;
};

export async function talkerAt(url: string, email: string): Promise<Talker> {
  const founder = await FounderClient.at(url, email);
  const stream = async (path: string, body: object): Promise<Said> => {
    const response = await fetch(url + path, {
      method: "POST",
      headers: { authorization: `Bearer ${founder.token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const events = eventsIn(await response.text());
    const ended = events.find(({ event }) => event === "end");
    return { status: response.status, events, reply: ended?.data as ChatMessage | undefined };
  };
  return { founder, stream };
}

const eventsIn = (stream: string): Said["events"] =>
  stream.split("\n\n").flatMap((block) => {
    const event = /^event: (.*)$/m.exec(block)?.[1];
    const data = /^data: (.*)$/m.exec(block)?.[1];
    return event !== undefined && data !== undefined ? [{ event, data: JSON.parse(data) as unknown }] : [];
  });

/** One statement on the product's database: rows are read, and due times moved, as time would. */
export async function queryOf(
  { runtime }: Pick<Product, "runtime">,
  text: string,
  values: unknown[] = [],
): Promise<QueryResult["rows"]> {
  const client = new Client({ connectionString: (await runtime()).databaseUrl });
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}
