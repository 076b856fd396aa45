import { MailThread } from "./schemas";
import type { StoredThread } from "./store-conversations";
import { threadAddress } from "./thread-address";

/** A conversation as it is shown, with its own address. */
export const shownThread = (thread: StoredThread): MailThread =>
  MailThread.parse({
    ...thread,
    reply_address: threadAddress(thread.address, { projectId: thread.project_id, token: thread.token }),
  });
