import { SendInvite } from "@/lib/foundation/members/jobs";
import { sendInvite } from "@/lib/foundation/members/send-invite";
import { handle } from "../handler";

export default handle(SendInvite, sendInvite);
