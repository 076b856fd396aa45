import { MirrorEmail } from "@/lib/autopilot/chat/jobs";
import { mirrorEmail } from "@/lib/autopilot/chat/mirror-email";
import { handle } from "../handler";

export default handle(MirrorEmail, mirrorEmail);
