import { isLocalMode } from "@/lib/platform/env";
import type * as select from "@/lib/providers/mail/select";
import { isLoopback } from "@/lib/providers/mail/smtp/addresses";
import { dialAddress, type Dial } from "@/lib/providers/mail/smtp/connection";
import { smtpAccounts } from "@/lib/providers/mail/smtp/provider";

const dialThisMachine: Dial = (target) =>
  target.addresses.every(isLoopback)
    ? dialAddress(target)
    : Promise.reject(Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }));

/** Mail servers outside this machine refuse the connection at once: for `vi.mock` of `lib/providers/mail/select`. */
export const withoutInternet = (real: typeof select): typeof select => ({
  ...real,
  mailAccounts: () => smtpAccounts({ allowLoopback: isLocalMode(), dial: dialThisMachine }),
});
