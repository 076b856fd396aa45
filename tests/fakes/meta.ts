import { vendorServer, type VendorAnswer, type VendorServer } from "../support/vendor-server";

export const META_TOKEN = "meta-token-0123456789abcdef";
export type FakeCampaign = Record<string, unknown> & { id: string; name: string };
export type FakeMeta = VendorServer & { campaigns: Map<string, FakeCampaign>; adSets: Record<string, unknown>[] };

const none = (status: number, message: string): VendorAnswer => ({
  status,
  body: { error: { message, type: "OAuthException", code: 190, fbtrace_id: "x" } },
});

/** Meta's campaigns of one ad account in memory; like Meta it makes a second one when it is asked twice. */
export async function fakeMeta(): Promise<FakeMeta> {
  const campaigns = new Map<string, FakeCampaign>();
  const adSets: Record<string, unknown>[] = [];
  const server = await vendorServer({
    vendor: "meta-marketing",
    handle: ({ method, path, headers, body }, contract) => {
      const token = headers.authorization?.replace("Bearer ", "");
      if (token !== META_TOKEN) return none(401, `Malformed access token ${token}`);
      if (path === "/me/permissions") {
        const data = [{ permission: "ads_management", status: "granted" }];
        return { body: contract.answer("GET /me/permissions", { data }) };
      }
      if (path === "/act_1") {
        const account = {
          id: "act_1",
          name: "Acme ads",
          account_status: 1,
          currency: "EUR",
          timezone_name: "Europe/Berlin",
        };
        return { body: contract.answer("GET /act_{ad_account_id}", account) };
      }
      if (path === "/act_1/campaigns" && method === "POST") {
        const form = body as Record<string, unknown>;
        if (String(form.execution_options).includes("validate_only")) return { body: { success: true } };
        const id = `12000${campaigns.size + 1}`;
        const text = (value: unknown): string => String(value);
        campaigns.set(id, {
          ...form,
          id,
          name: text(form.name),
          effective_status: form.status,
          lifetime_budget: text(form.lifetime_budget),
        });
        return { body: contract.answer("POST /act_{ad_account_id}/campaigns", { id }) };
      }
      if (path === "/act_1/campaigns") {
        const data = [...campaigns.values()].map(({ id, name }) => ({ id, name }));
        return { body: contract.answer("GET /act_{ad_account_id}/campaigns", { data }) };
      }
      if (path.endsWith("/adsets")) return { body: contract.answer("GET /{campaign_id}/adsets", { data: adSets }) };
      const found = campaigns.get(path.slice(1));
      if (!found) return none(400, "Unsupported get request.");
      const { id, effective_status, lifetime_budget, start_time, stop_time } = found;
      const shown = { id, effective_status, lifetime_budget, start_time, stop_time };
      return { body: contract.answer("GET /{campaign_id}", shown) };
    },
  });
  return { ...server, campaigns, adSets };
}
