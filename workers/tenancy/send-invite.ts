import { SendInvite } from "@/lib/foundation/tenancy/jobs";
import { sendInvite } from "@/lib/foundation/tenancy/send-invite";
import { handle } from "../handler";

export default handle(SendInvite, sendInvite);
