import type { Words } from "./words";

const MAIL =
  "(?:e-?mails?|mails?|messages?|newsletters?|letters?|spam|offers?|marketing|communications?|correspondence|solicitations?|outreach|sequences?|campaigns?|pitch(?:es)?)";
/** Not an order to us: a wish for help with the reader's own emails. */
const NOT_HELP =
  "(?<!\\b(?:help (?:us|me|them|you|people) |helps? |(?:want|need|like|trying|how|able|ways?|hoping) to |we |they |you |could |can |to ))";
/** Not a wish for silence: for another time, place or thing. */
const NOT_ELSEWHERE =
  "(?! (?:until|till|before|the|a|an|your (?:deck|brochure|pdf|proposal)|here|there|on (?:this|my|our|that) (?:mobile|phone|number|cell)|instead|but|directly|unless)\\b)";
const words = (pattern: string): RegExp => new RegExp(pattern);

export const en: Words = {
  leave: [
    /\b(?:want|like|wish|get|ask(?:ing)?|need) (?:to (?:be|get) )?(?:me |us |out |taken )*off (?:of )?(?:this|your|the|any|all) (?:\S+ ){0,2}(?:lists?|database|mailings?|sequence|campaign)\b/,
    /\b(?:exclude|omit|count) (?:me|us|my \w+|our \w+) (?:out )?(?:from|of) (?:any |all |your |these |this |future |further |the )+(?:\S+ ){0,2}(?:mail\w*|e-?mail\w*|lists?|campaigns?|messages?|contact|communications?|sequences?)\b/,
    /\bnot (?:to be )?on (?:your|this|the|any) (?:\S+ ){0,2}lists?\b/,
    /\b(?:stopped|stop|(?:would you )?mind not|not) (?:e-?mailing|mailing|contacting|writing(?: to)?|messaging|spamming) (?:me|us)\b(?<!\bhelp (?:us|me) .{0,40})/,
    /\b(?:discontinue|halt|end|terminate|suspend) (?:all |these |this |your |the |any |further )+(?:e-?mails?|mails?|mailings?|messages?|communications?|contact|correspondence|sequence)\b/,
    /\bno (?:desire|wish|intention|interest) (?:to|in) (?:receive|receiving|be|being|hear|hearing|getting|get)\b/,
    /\b(?:block|ban|exclude) (?:me|us|my (?:e-?mail|address)|this address)\b/,
    /\b(?:does not|doesn't|don't|do not) want (?:your|any|this|these|more) (?:\S+ )?(?:e-?mails?|mails?|messages?|spam|contact)\b/,
    /\b(?:delete|erase|remove|destroy) (?:all |any |every |the )*(?:data|details|information|records?|everything)(?: that)? (?:you (?:hold|have|keep|store) )?(?:about|on|of|concerning|regarding) (?:me|us|my|our)\b/,
    /\byou (?:may|must|should|are) not (?:to )?(?:contact|e-?mail|write|mail|message)\b/,
    words(
      `\\b(?:do not|do n't|don'?t|never|not to|not|no longer|must not|shall not) (?:ever |again |please |try to |attempt to )*(?:e-?mail|mail|contact|write(?: to)?|message|spam|reach out to|pester|disturb|solicit|approach) (?:to )?(?:me|us|this (?:address|person|company|e-?mail|mailbox|inbox)|my (?:e-?mail|address|inbox|company|team)|our (?:e-?mail|address|company|team|staff|employees|people|office)|anyone (?:here|at|in)|anybody (?:here|at|in)|him|her|them)\\b${NOT_ELSEWHERE}`,
    ),
    /\b(?:do not|don'?t|never) (?:ever )?(?:e-?mail|mail|contact|write|message|reach out|follow up|get in touch)(?: with (?:me|us))? (?:again|any ?more|any further|ever again)\b/,
    words(
      `\\b(?:do not|don'?t|never|no longer|cease|quit|refrain from|stop) (?:ever |please )*send(?:ing)? (?:me |us |out )?(?:(?:any|any ?more|more|further|these|this|those|such|your|unsolicited|unwanted|another|anything|all|of|kinds?|types?|sort)[ ]?)*(?:${MAIL}|stuff|things?|anything|crap|junk|ads?|advertis\\w+|this|these)\\b`,
    ),
    words(
      `\\b(?:stop|cease|quit|refrain from|discontinue) (?:e-?mailing|mailing|contacting|writing(?: to)?|messaging|spamming|bothering|harassing|pestering|texting|reaching out(?: to)?|soliciting|approaching|targeting) (?:me|us|my|our|this|here|people)\\b`,
    ),
    words(
      `${NOT_HELP}\\b(?:stop|cease|quit|end) (?:all |these |those |this |your |with (?:the|these|this|all) |any |the |further |future |such |unsolicited )+(?:further |future |automated |unsolicited |sales |cold |marketing )*(?:${MAIL}|contact|nonsense|harassment|mailings?)\\b`,
    ),
    /\b(?:take|remove|delete|drop|scrub|strike|erase|cross|pull|get) (?:me|us|my (?:name|e-?mail|address|details|contact|info)(?: address)?|our (?:name|e-?mail|address|company|details)(?: address)?|this (?:e-?mail|address|contact)(?: address)?|the (?:e-?mail|address) \S+) (?:please )?(?:off|from|out of)\b(?! (?:the |this )?(?:cc|copy|mute|hold|invite|meeting|call|guard))/,
    /\b(?:remove|delete|drop|erase|scrub) (?:me|us)\b(?! (?:from|off|out)\b)/,
    /\b(?:remove|delete|erase|drop|scrub|purge|destroy|wipe) (?:all )?(?:of )?(?:my|our) (?:personal |contact |own )*(?:name|e-?mails?|mail|addresses|address|details|data|contacts?|info\w*|records?|profile|entry|company|number)\b/,
    /\b(?:remove|take|delete)(?: (?:it|them|me|us|him|her))? (?:from|off) (?:of )?(?:your|the|this|all|any|every) (?:\S+ ){0,3}(?:lists?|database|mailings?|distribution|crm|records|systems?|files?|newsletter|sequence|campaign|cadence)\b/,
    /\bremov(?:al|ed|ing)(?: me| us| my \w+)? from (?:your|this|the|any|all) (?:\S+ ){0,3}(?:lists?|database|mailings?|distribution|crm|records|system|sequence|campaign)\b/,
    /\b(?:please|kindly|pls|plz|to be|wish to be|want to be|like to be|get) (?:taken off|removed|unsubscribed)\b/,
    words(
      `\\b(?:don'?t|do not|no longer|not|never)(?: really)? (?:want|wish|wishing|care|like|need|interested in|desire|intend|consent|agree)(?:ing)?(?: to| for)? (?:to )?(?:be |get |getting |being )?(?:contacted|e-?mailed|mailed|written to|bothered|spammed|solicited|approached|messaged|on (?:your|this|the|any) (?:\\S+ )?list|receiv(?:e|ing)|get(?:ting)? (?:(?:any|more|these|this|your|such|further|another|of) )*(?:${MAIL}|stuff)|hear(?:ing)? (?:anything |more )?from|hav(?:e|ing) (?:any|further|you))\\b`,
    ),
    words(
      `\\b(?:don'?t|do not|no longer) (?:want|wish for|need|appreciate|welcome|accept) (?:(?:any|more|any ?more|these|this|your|such|further|to see|of|unsolicited|cold) )*(?:${MAIL}|contact|anything from)\\b`,
    ),
    /\b(?:object|opposed?|objecting|objection) to (?:the |any |your |further |all )*(?:processing|use|storage|direct marketing|marketing|receiving|being|storing|contact|e-?mails?|mailings?)\b/,
    /\b(?:withdraw|revoke|retract|never gave|did not give|didn'?t give|have not given|haven'?t given) (?:you )?(?:my |our |any |the )*(?:consent|permission)\b/,
    /\bunsubscribe (?:me|us|my|our (?:e-?mail|address|company)|this|please|now|immediately|asap|from (?:this|your|the|all|these|any|future))\b/,
    /\b(?:please|kindly|pls|plz|just|wish to|like to|how (?:do|can|to) (?:i |we )?|can (?:i|we|you)|could you|would you|let me|must) (?:please )?unsubscribe\b(?! (?:our|their|people|users|customers|contacts|rates?))/,
    /\b(?:i|we|i'?ve|we'?ve|i'?m|i am) (?:have |had |just |already |tried to |clicked |trying to |want to |wish to |would like to |need to |am |are )*unsubscrib(?:e|ed|ing)\b(?! (?:our|their|people|users|customers|rates?))/,
    /\bconsider (?:me|us) unsubscribed\b/,
    /\bopt(?:ing|ed)?[ -]?(?:me |us |myself |ourselves )?out\b(?! (?:rates?|forms?|links?|clauses?|process|flows?|mechanisms?|lists?|options?|handling|support|compliance|management|pages?|buttons?|requests)\b)(?! (?:of|from) (?:our|my|the|a|an|their|its|it|that|some)\b(?! (?:list|mailing|e-?mails?|sequence|campaign|newsletter)))/,
    /\b(?:leave (?:me|us) (?:alone|in peace|be)|(?:lose|forget|delete) (?:my|our|this) (?:e-?mail|number|address|contact)|get lost|piss off|f\S{0,4} off|go away)\b/,
    /\bcease and desist\b|\bno (?:cold )?solicit(?:ation|ing|ors?)\b|\bdo[- ]not[- ](?:contact|call|mail|e-?mail|solicit)(?: list| register| registry)?\b(?! (?:me|us|before|until))/,
    /\b(?:blacklist|blocklist|suppress|unlist) (?:me|us|this|my|our)\b/,
    /\b(?:refrain|desist) from (?:any |all )?(?:further |future )*(?:contact|e-?mail|mail|communicat|writing|sending|messag)\w*/,
    /\b(?:i|we) (?:ask|request|demand|insist|prefer|would (?:prefer|ask))(?: that)? (?:you )?(?:to )?(?:not|no longer|never|stop|cease|to not|not to)(?: be)? (?:contact|e-?mail|writ|mail|messag|send|approach)\w*/,
    /\b(?:rather|prefer(?:red)?) (?:you |that you )?(?:did ?n'?t|didn'?t|did not|not|do not|don'?t) (?:be |to |get )?(?:contact|e-?mail|writ|hear|mail|receiv)\w*/,
    /\bwant to stop (?:receiv|gett|hear)ing\b|\b(?:asked|told) you (?:to stop|not to|before|already|twice|several times)\b.{0,60}\b(?:stop|contact|e-?mail|remove|writ|send)/,
    /\bdo not (?:process|use|store|keep|retain|share) (?:my|our) (?:personal )?(?:data|details|e-?mail|address|information)\b/,
    /\b(?:my|this) (?:request|right) (?:to|of|for) (?:erasure|be forgotten|deletion)\b|\b(?:request|exercise|demand).{0,40}\b(?:erasure|deletion|right to (?:object|be forgotten))\b/,
  ],
  leaveUnlessInterested: [
    /^(?:that is |that's |i've had )?enough(?: now| already)?[.! ]*$|\bno contact\b/,
    words(
      `\\bno (?:more|further|additional) (?:of (?:these|this|your|that)|(?:cold |sales |marketing |such )*(?:${MAIL}|contact|follow[- ]?ups?|e-?mailing))\\b(?! (?:needed|necessary|required))`,
    ),
    words(
      `${NOT_HELP}\\bstop (?:e-?mailing|mailing|contacting|writing|messaging|spamming|bothering|harassing|reaching out|it|now|this|please|sending)\\b`,
    ),
    /\b(?:please|just|now) stop\b(?= ?(?:[.!,;]|$|it\b|now\b|this\b|that\b|thanks?\b|thank you\b|immediately\b))/,
    /\b(?:i|we|you) (?:never|did not|didn'?t|do not|don'?t|have not|haven'?t) (?:sign(?:ed)?|subscribed?|ask(?:ed)?|consent(?:ed)?|request(?:ed)?|opt(?:ed)?[ -]?in|agreed?|recall (?:signing|subscribing)|remember (?:signing|subscribing))(?: up)?\b.{0,40}\b(?:this|these|your|e-?mails?|list|it|contact|anything|for)\b/,
    /\b(?:enough|sick|tired|fed up) (?:of|with) (?:the|these|your|all|getting|receiving) /,
    /\b(?:reported?|reporting|mark(?:ed|ing)?|flag(?:ged|ging)?) (?:this |you |it |your \w+ |these )*(?:as|for) (?:spam|junk|phishing)\b|\bthis is (?:spam|unsolicited|harassment)\b|\b(?:you (?:are|will be|have been|'?re) |i (?:have )?|we (?:have )?)(?:being )?block(?:ed|ing)(?: you| your)?\b/,
    /\b(?:please )?(?:do not|don'?t|no need to) (?:follow[- ]?up|reach out|get in touch|try|bother|reply|respond|contact|e-?mail|write)(?: (?:again|further|any ?more))?(?: ?[.!]|$)/,
    /\b(?:last|final) (?:warning|time i)\b|\bunwanted (?:e-?mail|mail|message)/,
  ],
  leaveAlone:
    /^(?:please |pls |kindly |just |hi |hello )*(?:stop|unsubscribe|un-subscribe|unsub|remove(?: me| us)?|opt[ -]?out|delete(?: me)?|take me off|no more|end|cancel|quit|leave|optout|not interested[.,]? (?:please )?(?:unsubscribe|remove|stop))(?:(?: me| us| this| it)?(?:[ .,!]|please|now|thanks|thank you|immediately|asap)*)$/,
  doubtful: [
    /\bunsubscrib|\bopt(?:ing|ed)?[ -]?out\b|\bspam(?:mer|ming)?\b|\bgdpr\b|\bccpa\b|\bcan-?spam\b|\bblock(?:ed|ing)? you\b|\bremove (?:me|us|my)\b|\bhow did you get (?:my|our|this)\b|\bwhere did you (?:get|find) (?:my|our)\b|\bmailing list\b|\bharass|\blawyer|\blegal action\b|\bcomplain/,
  ],
  interested: [
    /\b(?:yes|yeah|yep|sure|absolutely|definitely|certainly|of course|sounds? (?:good|great|interesting|promising|useful)|looks? (?:good|great|interesting|promising)|interesting|intrigued|keen|curious)\b/,
    /\binterested\b/,
    /\b(?:let'?s|let us) (?:talk|chat|meet|do|set|schedule|book|connect|jump|have|speak|discuss|arrange|find)\b/,
    /\b(?:happy|glad|open|willing|love|like|pleased|delighted|be up) (?:to|for) (?:a )?(?:talk|chat|meet|hear|learn|connect|discuss|see|know|jump|take|try|explore|call|demo|have|schedule|set|quick)\b/,
    /\b(?:call|ring|phone) me\b|\bgive (?:me|us) a (?:call|ring|shout)\b|\btell (?:me|us) more\b|\b(?:send|share|forward)(?: (?:me|us|over|through|across))+ ?(?:more|some|the|your|a|an|details|info|pricing|over|something)?\b|\bsend (?:over|through|across|more|details|pricing|the)\b/,
    /\b(?:more|further) (?:info|information|details)\b|\b(?:cost|price|prices|pricing|quote|demo|trial|case stud(?:y|ies)|proposal|brochure)\b|\bhow (?:much|does|do|would|long|soon)\b/,
    /\b(?:works? for (?:me|us)|suits? (?:me|us)|good time|find a time|my calendar|my diary|book(?:ed)? (?:a|some|in|time)|set up a|schedule a|free (?:on|at|next|tomorrow|this|after)|available (?:on|at|next|tomorrow|this|after))\b/,
    /\b(?:monday|tuesday|wednesday|thursday|friday|tomorrow)(?: \S+){0,4} (?:works|suits|is fine|is good|would work|is ok|is best)\b/,
    /\b(?:can|could|would) you (?:please )?(?:send|share|explain|show|tell|call|give|do|help|provide|meet)\b/,
  ],
  notInterested: [
    /\bnot (?:\w+ ){0,2}interested\b|\bno interest\b|\bno(?:,| -)? thanks?\b|\bno(?:,| -)? thank you\b|\bthanks,? but no\b|\bnot (?:a |the right )?(?:fit|match|relevant|needed|required|a priority|of interest|for (?:us|me))\b/,
    /\b(?:we'?ll|i'?ll|will|going to|have to|gonna) (?:have to )?pass\b|\bpass on this\b|\b(?:respectfully |politely )?decline\b|\bnot looking\b|\bno need\b|\b(?:don'?t|do not) (?:need|require|have a need|see a)\b|\balready (?:have|use|using|work|working|covered|got|taken care)\b|\b(?:we'?re|we are|i'?m) (?:all )?(?:set|good|covered|sorted)\b|\bhappy with (?:our|what|the)\b/,
  ],
  notNow: [
    /\bnot (?:right )?now\b|\bnot (?:at |in )?(?:the|this|that) (?:moment|time|stage|point|year|quarter)\b|\bnot (?:currently|presently|at present|just yet|yet)\b|\b(?:maybe|perhaps|possibly) (?:later|next|in|after)\b|\b(?:bad|wrong|not the (?:right|best)|not a good) (?:time|timing)\b|\btiming is\b/,
    /\b(?:reach|circle|check|come|get|ping|follow|contact|try|touch base|write|revisit|reconnect|talk|speak|look)\b.{0,30}\b(?:in (?:a few|a couple|two|three|six|\d+) (?:weeks?|months?)|next (?:quarter|year|month|spring|summer|autumn|fall)|after (?:the|christmas|easter|summer|q\d|january|new)|later (?:this|in|on)|in (?:q[1-4]|january|february|march|april|may|june|july|august|september|october|november|december|the (?:new year|spring|summer|autumn|fall)))\b/,
    /\b(?:no|without|out of|frozen|spent) (?:a |the |any )?budget\b|\bbudget (?:is|has been|was|until|for)\b.{0,40}\b(?:frozen|spent|gone|closed|next|set)\b|\b(?:too|very|super|really) busy\b|\bon hold\b|\b(?:don'?t|do not) (?:contact|e-?mail|write|call) (?:me |us )?(?:until|before (?!\d|noon))|\bnext (?:quarter|year)\b/,
  ],
  wrongPerson: [
    /\b(?:wrong|not the (?:right|correct|best)) (?:person|contact|address|department|one|people)\b|\bnot (?:my|our) (?:area|department|responsibility|remit|role|job)\b|\b(?:i'?m|i am) not (?:the one |responsible|in charge|involved|the decision)\b|\b(?:no longer|doesn'?t|does not|not) (?:works?|worked|working|employed|with|at) (?:here|there|at|for|with|the company|us|this)\b|\b(?:has |have |i'?ve |i )left (?:the |our )?(?:company|organi[sz]ation|business|firm|role|position)\b|\b(?:please |you should |better to |best to )?(?:contact|speak to|speak with|talk to|write to|reach out to|try|ask) (?:my colleague|our|mr\.?|mrs\.?|ms\.?|the) \S+.{0,60}\b(?:instead|responsible|in charge|handles?|looks? after)\b|\b(?:handles?|looks after|in charge of|responsible for) (?:this|that|these|it)\b|\bretired\b/,
  ],
  away: [
    /\bout of (?:the )?office\b|\bo\.?o\.?o\b|\b(?:on|currently on|away on) (?:annual |paid |parental |maternity |paternity |sick |medical |holiday |extended )*(?:leave|vacation|holidays?|pto|sabbatical)\b|\b(?:i am|i'?m|i will be|i'?ll be|am|currently) (?:currently |now |also )*(?:away|travel+ing|out (?:of|until|from|today|this)|unavailable|off (?:until|work|today)|absent|not in the office)\b|\blimited (?:access|availability)\b.{0,30}\b(?:e-?mail|mail|inbox)?\b|\b(?:back|return(?:ing)?) (?:in|to) the office\b|\b(?:i will|i'?ll) (?:be back|return|reply (?:when|on|upon|after))\b/,
  ],
  machine: [
    /\bthis is an auto(?:mated|matic)\b|\bauto(?:mated|matic)(?:ally)?[- ](?:generated|reply|response|message|e-?mail|sent)\b|\bautorepl|\bdo not reply to this (?:e-?mail|message)\b|\b(?:your|the) (?:e-?mail|message|request|ticket|enquiry|inquiry) (?:has been|was|is) (?:received|registered|logged|created|forwarded|assigned)\b|\bwe (?:have )?received your (?:e-?mail|message|request|enquiry|inquiry)\b.{0,120}\b(?:ticket|case|reference|as soon as|within|shortly|business days?|working days?|hours)\b|\bticket (?:number|id|#)|\bthis (?:mailbox|inbox|e-?mail address|address) is (?:not|no longer) (?:monitored|in use|active|valid)\b|\bfor urgent (?:matters|issues|enquiries|inquiries|requests|cases)\b|\bin urgent cases\b|\bif (?:it is|it'?s|this is|your (?:matter|request|message) is) urgent\b|\bconfirm(?:ation)? (?:that )?you are (?:a )?human\b/,
  ],
};
