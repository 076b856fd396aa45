import { ProcessEmail } from "@/lib/company/mail/jobs";
import { processEmail } from "@/lib/company/mail/process-email";
import { handle } from "../handler";

export default handle(ProcessEmail, processEmail);
