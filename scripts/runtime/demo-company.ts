const DEMO_FOUNDER = "founder@demo.local";

async function call(url: string, init: { token?: string; body?: unknown }): Promise<Record<string, unknown>> {
  const response = await fetch(url, {
    method: init.body === undefined ? "GET" : "POST",
    headers: {
      ...(init.body !== undefined && { "content-type": "application/json" }),
      ...(init.token && { authorization: `Bearer ${init.token}` }),
    },
    ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
  });
  const answer = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(`The demo company could not be made: ${String(answer.error)}`);
  return answer;
}

/** Gives the demo founder a company to look at, once; made through the same doors as any other. */
export async function ensureDemoCompany(appUrl: string): Promise<void> {
  const { token } = await call(`${appUrl}/api/local/sign-in`, { body: { email: DEMO_FOUNDER } });
  const session = { token: String(token) };
  const { data } = await call(`${appUrl}/api/projects`, session);
  if (Array.isArray(data) && data.length > 0) return;
  const idea =
    "Repairs espresso machines in cafés, on the day they break. This company is here to try Greenlight with.";
  await call(`${appUrl}/api/projects`, {
    ...session,
    body: { name: "Demo company", idea, website: "https://demo.example" },
  });
}
