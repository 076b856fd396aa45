/** Another process of the application: tells its parent, when asked, as what it believes somebody to be a member. */
import { getDb } from "@/lib/platform/db";
import { membershipOf } from "@/lib/foundation/access/membership-of";
import { isListening } from "@/lib/platform/listen";

process.on("message", (member: { workspaceId: string; userId: string }) => {
  membershipOf({ requestId: "test", db: getDb(), now: () => new Date() }, member).then(
    (membership) => process.send?.({ listening: isListening(), membership }),
    (error: unknown) => process.send?.({ listening: isListening(), error: String(error) }),
  );
});
