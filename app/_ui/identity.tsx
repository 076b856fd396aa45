import { findPageUser } from "@/lib/http/page-ctx";
import { isSuperAdmin } from "@/lib/foundation/access/super-admins";
import { AccountMenu } from "./account-menu";
import { HostedAccountButton } from "./hosted-identity";
import { usesLocalIdentity } from "./identity-provider";

/** The account menu: the signed-in person, sign-out and, for a super admin, the administration. */
export async function Account({ email }: { email: string }) {
  const person = await findPageUser();
  const administers = person !== null && isSuperAdmin(person.user.userId);
  return usesLocalIdentity() ? (
    <AccountMenu email={email} administers={administers} />
  ) : (
    <HostedAccountButton administers={administers} />
  );
}
