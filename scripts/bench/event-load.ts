import type { Form } from "./bare-insert";
import type { Company } from "./company";
import type { HttpLoad, LoadGenerator, Measured } from "./load";
import { sampleEvent, sampleView } from "./sample-events";
import type { Servers } from "./servers";

export type Target = "app" | "ingest";
type Load = Omit<HttpLoad, "amount" | "connections">;
type Slice = { name: string; connections: number; size: number };
type Place = { servers: Servers; companies: readonly Company[]; generator: LoadGenerator; sliceSeconds: number };

/** As many different events as a load of single ones repeats, with other keys. */
const SINGLES = 100;

/** Requests a connection at least makes in a slice; of batches one is much. */
const LEAST = { single: 8, batch: 1 };

/** The requests to both processes and to the table itself, slice by slice. Counts what was acknowledged. */
export class EventLoad {
  acknowledged = 0;
  acknowledgedViews = 0;
  /** Requests a second as last seen: how many fill a slice. */
  private readonly speeds = new Map<string, number>();

  constructor(private readonly place: Place) {}

  /** Posts events, `size` in a request. */
  events = (target: Target, size: number, connections: number): Promise<Measured> =>
    this.slice({ name: `${target} ${size}`, connections, size }, (amount) =>
      this.post({ ...this.eventLoad(target, size), connections, amount }, size),
    );

  /**
   * The same with nothing to do. Of the application a route that Next answers, which is what screens and people's scripts get; of the
   * ingestion process the same route, which is sent an array of no events, as long as an event is.
   */
  empty = (target: Target, connections: number): Promise<Measured> =>
    this.slice({ name: `${target} empty`, connections, size: 1 }, (amount) =>
      this.post({ ...this.emptyLoad(target), connections, amount }, 0),
    );

  /** Posts page views of one company, one in a request. */
  views = (target: Target, connections: number): Promise<Measured> =>
    this.slice({ name: `${target} view`, connections, size: 1 }, async (amount) => {
      const measured = await this.send({ ...this.viewLoad(target), connections, amount });
      this.acknowledgedViews += measured.requests;
      return measured;
    });

  /** Stores as many rows in the table, without the application, over as many connections to the database. */
  insert = (form: Form, size: number, connections: number): Promise<Measured> =>
    this.slice({ name: `insert ${form} ${size}`, connections, size }, async (amount) => {
      const { servers, companies, generator } = this.place;
      const places = companies.map(({ token: _token, publishableKey: _key, ...place }) => place);
      const { databaseUrl } = servers;
      const measured = await generator.run({
        kind: "insert",
        databaseUrl,
        places,
        rows: size,
        form,
        connections,
        amount,
      });
      this[form === "view" ? "acknowledgedViews" : "acknowledged"] += measured.answers.inserted ?? 0;
      return measured;
    });

  /** A slice of time; before the first of its kind a short one that warms up and tells how much fills it. */
  private async slice(
    { name, connections, size }: Slice,
    run: (amount: number) => Promise<Measured>,
  ): Promise<Measured> {
    const kind = `${name} ${connections}`;
    const least = connections * (size === 1 ? LEAST.single : LEAST.batch);
    const speed = this.speeds.get(kind) ?? (await run(least)).perSecond;
    const measured = await run(Math.ceil(Math.max(speed * this.place.sliceSeconds, least)));
    this.speeds.set(kind, measured.perSecond);
    return measured;
  }

  private async post(load: HttpLoad, eventsEach: number): Promise<Measured> {
    const measured = await this.send(load);
    this.acknowledged += measured.requests * eventsEach;
    return measured;
  }

  /** Every answer is 200, or this fails. */
  private async send(load: HttpLoad): Promise<Measured> {
    const measured = await this.place.generator.run(load);
    const { "200": _accepted, ...others } = measured.answers;
    if (Object.keys(others).length > 0) throw new Error(`${load.url} answers ${JSON.stringify(measured.answers)}.`);
    return measured;
  }

  private urlOf(target: Target): string {
    const { appUrl, ingestUrl } = this.place.servers;
    return target === "app" ? appUrl : ingestUrl;
  }

  private eventLoad(target: Target, size: number): Load {
    const { companies } = this.place;
    const requests = companies.flatMap((company) =>
      size === 1 ? singles(company, companies.length) : [batch(company, size)],
    );
    return { kind: "http", url: `${this.urlOf(target)}/api/events`, method: "POST", requests: spread(requests) };
  }

  private viewLoad(target: Target): Load {
    const [company] = this.place.companies;
    if (!company) throw new Error("There is no company to report views of.");
    const headers = { "content-type": "application/json", "x-project-key": company.publishableKey };
    const url = `${this.urlOf(target)}/api/projects/${company.projectId}/analytics/events`;
    return { kind: "http", url, method: "POST", requests: [{ headers, body: JSON.stringify(sampleView("[<id>]")) }] };
  }

  private emptyLoad(target: Target): Load {
    if (target === "app")
      return { kind: "http", url: `${this.urlOf(target)}/robots.txt`, method: "GET", requests: [{ headers: {} }] };
    const load = this.eventLoad(target, 1);
    const requests = load.requests.map(({ headers, body = "" }) => ({ headers, body: `[${" ".repeat(body.length)}]` }));
    return { ...load, requests };
  }
}

const headersOf = ({ token, workspaceId }: Company) => ({
  "content-type": "application/json",
  "x-webhook-token": token,
  // An array of no events names no workspace.
  "x-workspace-id": workspaceId,
});

const singles = (company: Company, companies: number) =>
  Array.from({ length: SINGLES / companies }, (_, index) => ({
    headers: headersOf(company),
    body: JSON.stringify(sampleEvent({ ...company, index, key: "[<id>]" })),
  }));

function batch(company: Company, size: number) {
  const events = Array.from({ length: size }, (_, index) => sampleEvent({ ...company, index, key: `[<id>]-${index}` }));
  return { headers: headersOf(company), body: JSON.stringify(events) };
}

/** Neighbouring connections start with requests of different companies. */
const spread = <T>(requests: readonly T[]): T[] =>
  requests.map((_, index) => requests[(index * 67) % requests.length] as T);
