export type Answer<T = Record<string, unknown>> = { status: number; body: T };

/** A person with a session, who talks to a product over HTTP as a script of theirs would. */
export class FounderClient {
  protected constructor(
    private readonly url: string,
    readonly token: string,
    readonly userId: string,
  ) {}

  static async at(url: string, email: string): Promise<FounderClient> {
    const response = await fetch(`${url}/api/local/sign-in`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email }),
    });
    const { token, user_id } = (await response.json()) as { token: string; user_id: string };
    return new FounderClient(url, token, user_id);
  }

  async call<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    const form = body instanceof FormData;
    const response = await fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body !== undefined && !form && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as T };
  }

  get = <T = Record<string, unknown>>(path: string): Promise<Answer<T>> => this.call<T>("GET", path);
  post = <T = Record<string, unknown>>(path: string, body: unknown): Promise<Answer<T>> =>
    this.call<T>("POST", path, body);
  patch = <T = Record<string, unknown>>(path: string, body: unknown): Promise<Answer<T>> =>
    this.call<T>("PATCH", path, body);
}
