import type { Fullness } from "../support/vendor-contract";
import { vendorServer, type VendorAnswer, type VendorCall, type VendorServer } from "../support/vendor-server";

export const DIGITALOCEAN_TOKEN = "dop_v1_0123456789abcdef0123456789abcdef";

type Droplet = {
  id: number;
  name: string;
  tags: string[];
  userData: string;
  region: string;
  size: string;
  status: string;
  createdAt: string;
  /** How many lists still lack it, how many look-ups by id still say 404, and how many more say that it is locked. */
  unlisted: number;
  unknown: number;
  locked: number;
  /** How many lists or look-ups it takes to become active. */
  starting: number;
};

/** DigitalOcean's moods. Each holds until it is taken back; counts are of answers, so that no test waits. */
export type Moods = {
  /** So many lists lack a new droplet. */
  listLag?: number;
  /** So many look-ups by id of a new droplet say 404. */
  unknownAtFirst?: number;
  /** So many look-ups of a droplet that is to be deleted say that it is locked. */
  lockedFor?: number;
  /** The next orders of a droplet are carried out and answered with 500. */
  failsAfterwards?: number;
  /** The next orders of a droplet are not carried out and answered with 500. */
  failsBefore?: number;
  /** New droplets are taken back before they start. */
  neverPlaces?: boolean;
  /** Lists are empty. */
  listsNothing?: boolean;
  refuses?: string;
};

export type FakeDigitalOcean = VendorServer & {
  droplets: Map<number, Droplet>;
  firewalls: { name: string; tags: string[]; inbound_rules: { ports: string }[] }[];
  moods: Moods;
  /** Orders of a droplet that arrived. */
  posts(): number;
  /** The time at which each call arrived. */
  arrivals: number[];
  /** Told when an answer is on its way. */
  onAnswered?: () => void;
  add(droplet: Partial<Droplet> & { name: string }): Droplet;
  /** Begins anew; throws when a request or an answer differed from DigitalOcean's description. */
  forget(): void;
};

type Options = { now?: () => number; callsPerMinute?: number; fullness?: Fullness };

const SIZES = [
  { slug: "s-1vcpu-1gb", memory: 1024, price_monthly: 6, price_hourly: 0.00893 },
  { slug: "s-1vcpu-2gb", memory: 2048, price_monthly: 12, price_hourly: 0.01786 },
  { slug: "s-2vcpu-4gb", memory: 4096, price_monthly: 24, price_hourly: 0.03571 },
].map((size) => ({
  ...size,
  vcpus: 1,
  disk: 50,
  transfer: 2,
  description: "Basic",
  available: true,
  regions: ["fra1", "nyc3"],
}));
const REGIONS = [
  { slug: "fra1", name: "Frankfurt 1" },
  { slug: "nyc3", name: "New York 3" },
].map((region) => ({ ...region, available: true, features: [], sizes: SIZES.map(({ slug }) => slug) }));

/** Also where the description has a place for the address of a next page. */
const LAST_PAGE = { pages: { next: undefined } };
const notFound: VendorAnswer = { status: 404, body: { id: "not_found", message: "The resource was not found." } };
const failed = (status: number, message: string): VendorAnswer => ({ status, body: { id: "error", message } });

/** DigitalOcean in memory, as it is on a bad day. Every request and every answer is compared with its own description. */
export async function fakeDigitalOcean({
  now = Date.now,
  callsPerMinute,
  fullness = "bare",
}: Options = {}): Promise<FakeDigitalOcean> {
  const droplets = new Map<number, Droplet>();
  const firewalls: FakeDigitalOcean["firewalls"] = [];
  const tags = new Set<string>();
  const arrivals: number[] = [];
  const fake: Pick<FakeDigitalOcean, "moods" | "onAnswered"> = { moods: {} };
  let lastId = 1000;

  const add = (given: Partial<Droplet> & { name: string }): Droplet => {
    lastId += 1;
    const { listLag = 0, unknownAtFirst = 0, lockedFor = 0 } = fake.moods;
    const droplet: Droplet = {
      id: lastId,
      tags: [],
      userData: "",
      region: "fra1",
      size: "s-1vcpu-2gb",
      status: "new",
      createdAt: new Date(now()).toISOString(),
      unlisted: listLag,
      unknown: unknownAtFirst,
      locked: lockedFor,
      starting: 1,
      ...given,
    };
    droplets.set(droplet.id, droplet);
    return droplet;
  };

  const shown = (droplet: Droplet) => {
    if (droplet.status === "new" && droplet.starting <= 0) droplet.status = "active";
    droplet.starting -= 1;
    const { id, name, status, region, size, createdAt } = droplet;
    const address = `203.0.113.${id % 250}`;
    return {
      id,
      name,
      status,
      locked: droplet.locked > 0,
      tags: droplet.tags,
      created_at: createdAt,
      size_slug: size,
      memory: 2048,
      region: { ...REGIONS[0], slug: region },
      size: SIZES.find(({ slug }) => slug === size) ?? SIZES[1],
      networks: {
        v4:
          status === "new"
            ? []
            : [
                { ip_address: "10.0.0.2", type: "private" },
                { ip_address: address, type: "public" },
              ],
      },
    };
  };

  function list({ query }: VendorCall): Droplet[] {
    if (fake.moods.listsNothing) return [];
    const fitting = [...droplets.values()].filter(
      ({ name, tags: own }) =>
        (query.name === undefined || query.name === name) &&
        (query.tag_name === undefined || own.includes(query.tag_name)),
    );
    return fitting.filter((droplet) => (droplet.unlisted -= 1) < 0);
  }

  function create({ body }: VendorCall, answer: (droplet: Droplet) => unknown): VendorAnswer {
    if (fake.moods.refuses) return failed(422, fake.moods.refuses);
    if ((fake.moods.failsBefore ?? 0) > 0) {
      fake.moods.failsBefore = (fake.moods.failsBefore ?? 0) - 1;
      return failed(500, "Server Error");
    }
    const { name, tags: own, user_data: userData, region, size } = body as Record<string, string> & { tags: string[] };
    const made = add({ name: name ?? "", tags: own, userData: userData ?? "", region: region ?? "", size: size ?? "" });
    for (const tag of own) tags.add(tag);
    if (fake.moods.neverPlaces) droplets.delete(made.id);
    if ((fake.moods.failsAfterwards ?? 0) > 0) {
      fake.moods.failsAfterwards = (fake.moods.failsAfterwards ?? 0) - 1;
      return failed(500, "Server Error");
    }
    return { status: 202, body: answer(made) };
  }

  const tooMany = (): VendorAnswer | null => {
    const at = now();
    arrivals.push(at);
    if (callsPerMinute === undefined || arrivals.filter((time) => time > at - 60_000).length <= callsPerMinute)
      return null;
    return {
      status: 429,
      headers: { "retry-after": "60" },
      body: { id: "too_many_requests", message: "Too many requests" },
    };
  };

  const server = await vendorServer({
    vendor: "digitalocean",
    fullness,
    handle: (call, contract) => {
      const { method, path, headers } = call;
      setImmediate(() => made.onAnswered?.());
      const refusal = tooMany();
      if (refusal) return refusal;
      if (headers.authorization !== `Bearer ${DIGITALOCEAN_TOKEN}`) return failed(401, "Unable to authenticate you");
      const described = `${method} ${path}`;
      if (described === "GET /v2/sizes")
        return { body: contract.answer(described, { sizes: SIZES, links: LAST_PAGE, meta: { total: 3 } }) };
      if (described === "GET /v2/regions")
        return { body: contract.answer(described, { regions: REGIONS, links: LAST_PAGE, meta: { total: 2 } }) };
      if (described === "GET /v2/firewalls")
        return {
          body: contract.answer(described, {
            firewalls: firewalls.map((one) => contract.make("firewall", one)),
            links: LAST_PAGE,
            meta: { total: firewalls.length },
          }),
        };
      if (described === "POST /v2/firewalls") {
        const firewall = call.body as FakeDigitalOcean["firewalls"][number];
        if (firewall.tags.some((tag) => !tags.has(tag))) return failed(422, "a tag of the firewall does not exist");
        firewalls.push(firewall);
        return { status: 202, body: contract.answer(described, { firewall }) };
      }
      if (described === "POST /v2/tags") {
        const { name } = call.body as { name: string };
        tags.add(name);
        return { status: 201, body: contract.answer(described, { tag: { name } }) };
      }
      if (method === "GET" && path.startsWith("/v2/tags/")) {
        const name = path.slice("/v2/tags/".length);
        return tags.has(name) ? { body: contract.answer("GET /v2/tags/{tag_id}", { tag: { name } }) } : notFound;
      }
      if (described === "GET /v2/droplets") {
        const page = Number(call.query.page ?? 1);
        const size = Number(call.query.per_page ?? 20);
        const all = list(call);
        const on = all.slice((page - 1) * size, page * size).map((one) => contract.make("droplet", shown(one)));
        const links =
          page * size < all.length
            ? { pages: { next: `https://api.digitalocean.com/v2/droplets?page=${page + 1}` } }
            : LAST_PAGE;
        return { body: contract.answer(described, { droplets: on, links, meta: { total: all.length } }) };
      }
      const whole = (droplet: Droplet) => contract.make("droplet", shown(droplet));
      if (described === "POST /v2/droplets")
        return create(call, (made) => contract.answer(described, { droplet: whole(made), links: {} }));
      const [, id, action] = /^\/v2\/droplets\/(\d+)(\/actions)?$/.exec(path) ?? [];
      const droplet = droplets.get(Number(id));
      if (!droplet) return notFound;
      if (action) {
        droplet.status = "active";
        return { status: 201, body: {} };
      }
      if (method === "DELETE") {
        if (droplet.locked > 0) return failed(422, "Droplet already has a pending event.");
        droplets.delete(droplet.id);
        return { status: 204 };
      }
      if ((droplet.unknown -= 1) >= 0) return notFound;
      const answer = { body: contract.answer("GET /v2/droplets/{droplet_id}", { droplet: whole(droplet) }) };
      droplet.locked -= 1;
      return answer;
    },
  });
  const made: FakeDigitalOcean = Object.assign(server, fake, {
    droplets,
    firewalls,
    arrivals,
    add,
    posts: () => server.calls.filter(({ method, path }) => method === "POST" && path === "/v2/droplets").length,
    forget: () => {
      if (server.violations.length > 0) throw new Error(server.violations.join("\n"));
      droplets.clear();
      server.calls.length = 0;
      arrivals.length = 0;
      for (const mood of Object.keys(fake.moods) as (keyof Moods)[]) delete fake.moods[mood];
    },
  });
  return made;
}
