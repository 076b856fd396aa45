import { DOTS, maskAddress } from "@/lib/platform/text";
import type { Masked, NewCredential } from "./schemas";

/** `•••a1b2`: the end of a long secret, which is how vendors let people recognise a key; nothing of a short one. */
export const maskKey = (key: string): string => (key.length >= 16 ? `${DOTS}${key.slice(-4)}` : DOTS);

/** The visible part of a credential. */
export function maskCredential(credential: NewCredential): Masked {
  switch (credential.type) {
    case "smtp":
    case "imap": {
      const { host, port, secure, encryption, user } = credential.data;
      const shownUser = user === "" ? "no login" : maskAddress(user);
      const plain = encryption === "none";
      const preview = `${host} · ${shownUser}${plain ? " · unencrypted" : ""}`;
      return { preview, host, port, secure, ...(plain && { encryption }), user: user === "" ? "" : shownUser };
    }
    case "gmail":
      return { preview: maskAddress(credential.data.address) };
    case "google_oauth2":
    case "google_sheets":
      return { preview: maskKey(credential.data.client_id) };
    case "openai_api":
    case "anthropic_api":
    case "google_cse":
      return { preview: maskKey(credential.data.api_key) };
    case "apify":
      return { preview: maskKey(credential.data.api_token) };
    case "relevance_config":
      return { preview: `${new URL(credential.data.base_url).host} · ${maskKey(credential.data.auth_token)}` };
  }
}
