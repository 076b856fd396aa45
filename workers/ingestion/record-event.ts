import { RecordEvent } from "@/lib/ingestion/jobs";
import { recordEvents } from "@/lib/ingestion/record-events";
import { handle } from "../handler";

export default handle(RecordEvent, (ctx, { event }) => recordEvents(ctx, [event]));
