import { SendAnswer } from "@/lib/outreach/replies/jobs";
import { sendAnswer } from "@/lib/outreach/replies/send-answer";
import { handle } from "../handler";

export default handle(SendAnswer, sendAnswer);
