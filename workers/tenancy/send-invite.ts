import { SendInvite } from "@/lib/tenancy/jobs";
import { sendInvite } from "@/lib/tenancy/send-invite";
import { handle } from "../handler";

export default handle(SendInvite, sendInvite);
