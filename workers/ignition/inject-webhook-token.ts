import { injectWebhookToken } from "@/lib/ignition/inject-webhook-token";
import { InjectWebhookToken } from "@/lib/tenancy/jobs";
import { handle } from "../handler";

export default handle(InjectWebhookToken, injectWebhookToken);
