export type SiteFile = { path: string; bytes: Uint8Array };

/** `action` names the attempt's purpose: published again with the same one, it is the same deployment. */
export type PublishRequest = { site: string; action: string; marker: string; files: readonly SiteFile[] };

/** The provider took a site over; whether visitors see it is another question. */
export type Published = { providerId: string; url: string };

/** The provider's own word about one deployment. `marker` is the one it was published with. */
export type DeploymentState = {
  state: "building" | "ready" | "failed";
  marker: string | null;
  /** Where visitors find it; null while there is no such place. */
  url: string | null;
  reason: string | null;
};

export interface Hosting {
  publish(request: PublishRequest, signal: AbortSignal): Promise<Published>;
  /** The deployment of an action whose answer was lost; null when there is none. Publishes nothing. */
  findPublished(of: { site: string; action: string }, signal: AbortSignal): Promise<Published | null>;
  /** Null when the provider does not know it. */
  readDeployment(providerId: string, signal: AbortSignal): Promise<DeploymentState | null>;
  /** The addresses on this machine that its sites have, so that a check may visit them; null for a provider elsewhere. */
  isOwnAddress(url: URL): Promise<boolean>;
}
