import { GeneratePacket } from "@/lib/autopilot/plan/jobs";
import { generatePacket } from "@/lib/autopilot/plan/generate-packet";
import { handle } from "../handler";

export default handle(GeneratePacket, generatePacket);
