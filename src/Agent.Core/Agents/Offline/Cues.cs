using System.Text.RegularExpressions;

namespace Agent.Core.Agents.Offline;

/// <summary>The words by which a question shows what it asks for. <see cref="QuestionReader"/> decides which of them counts first.</summary>
internal static partial class Cues
{
    [GeneratedRegex(@"^(?:hi|hello|hey|thanks|thank you|thx|cheers|good (?:morning|afternoon|evening|day)|help|what can (?:you|i) (?:do|ask)\b.*|who are you|ok|okay|great|nice|perfect)(?:\s+(?:there|all|you|again|a lot|so much|assistant|everyone))*[\s!.?,]*$", RegexOptions.IgnoreCase)]
    public static partial Regex Greeting();

    [GeneratedRegex(@"\b(?:deals|opportunit(?:ies|ys|es|y's)|opportunites|opps|pipeline|quotes|customers|accounts|prospects|referrals)\b|\bmy (?:risks|pipeline)\b|\b(?:what|which|who|anything|everything)(?:'s| is| are) (?:at risk|stale|stuck|going cold|slipping|overdue)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Plural();

    [GeneratedRegex(@"\b(?:deal|deals|opportunity|opportunities|opp|opps)\b", RegexOptions.IgnoreCase)]
    public static partial Regex DealWord();

    [GeneratedRegex(@"\b(?:say|says|said|saying|mention|mentions|mentioned|promise|promised|promises|wrote|write|written|told|tell (?:us|me|you|him|her|them)|ask(?:ed)? (?:for|about)|asked|discuss|discussed|talk(?:ed)? about|speak about|spoke about|complain(?:ed)?|object(?:ed|ion|ions)?|find (?:the )?(?:note|notes|email|emails|call|calls)|search|quotes? (?:from|about)|words about|concern(?:s|ed)?|heard about|think about|thinks about|thought about|agree(?:d)? (?:to|on)|shows? up|c[oa]mes? up|named as|competitors?|competition|worr(?:y|ies|ied))\b", RegexOptions.IgnoreCase)]
    public static partial Regex Search();

    [GeneratedRegex(@"\b(?:what|when|why|where|how|did|has|have|had)?\s*(?:exactly\s+)?(?:did|has|have|had|does|do|was)?\s*(?<who>(?:[\p{L}'’.-]+\s+){0,4}?[\p{L}'’.-]+)\s+(?:say|says|said|saying|mention(?:s|ed)?|promise[sd]?|wrote|write|written|told|tell(?: me| us)?|ask(?:ed)?|complain(?:ed)?|think|thinks|object(?:ed)?|agree(?:d)?|discuss(?:ed)?|talk(?:ed)?)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Said();

    [GeneratedRegex(@"\b(?:anyone|anybody|someone|somebody|they|them|we|i|you|customers?|buyers?|prospects?|people|who|it|he|she)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Anybody();

    // A capital marks a name; "at" and "with" before the last words do too.
    [GeneratedRegex(@"\b(?:[Aa]t|[Ww]ith|[Ff]rom|[Oo]n|[Ii]n|[Ff]or)\s+(?:the\s+)?(?<deal>\p{Lu}[\p{L}\p{N}&.-]*(?:\s+(?:\p{Lu}|\d)[\p{L}\p{N}&.-]*)*)|\b[Aa]t\s+(?<deal>[\p{L}\p{N}&.-]+(?:\s+[\p{L}\p{N}&.-]+)?)\s*[?.!]*$")]
    public static partial Regex DealAt();

    [GeneratedRegex(@"\bhow (?:many|much)\b|\bcount\b|\bnumber of\b|\b(?:win|close|conversion|success)[ -]rates?\b|\b(?:total|sum|average|mean|avg|weighted|forecast)\b|\brevenue\b|\bsales cycle\b|\bhow long (?:is|are|does|do)\b(?=.*\b(?:cycle|close|take|deals?)\b)|\bdeal size\b|\bpipeline (?:value|worth|volume)\b|\bhow big is (?:the|my|our) pipeline\b|\bworth\b(?=.*\bpipeline\b)", RegexOptions.IgnoreCase)]
    public static partial Regex Figures();

    [GeneratedRegex(@"\b(?:how (?:many|much|long)|count|number|win|close|conversion|success|rates?|total|sum|average|mean|avg|typical|weighted|forecast|revenue|sales|cycle|size|value|worth|volume|amount|length|days to close|bookings|won|lost|win|lose|sold|sell|closed|open|active|closing|take|takes|closes|make|made|far)\b", RegexOptions.IgnoreCase)]
    public static partial Regex MeasureWords();

    [GeneratedRegex(@"\b(?:who|which (?:rep|owner|agent|seller|salesperson|person))\b[^?]*\b(?:most|best|highest|least|worst|fewest)\b|\bwho (?:won|sold|closed|lost|sells|wins)\b|\b(?:top|best) (?:rep|seller|agent|salesperson)s?\b", RegexOptions.IgnoreCase)]
    public static partial Regex WhoHasMost();

    [GeneratedRegex(@"\b(?:by|per|for each|each|in each|for every|which|grouped by|split by)\s+(?:the\s+)?(?<by>loss reason|rep|owner|agent|seller|salesperson|person|user|stage|account|customer|company|product|source|channel|month|industry|sector|team|manager|region|office|reason)s?\b", RegexOptions.IgnoreCase)]
    public static partial Regex Grouping();

    [GeneratedRegex(@"\bnext (?:best )?(?:steps?|moves?|actions?|thing)\b(?! *(?:missing|overdue))|\bwhat(?:'?s| is)? next\b|\b(?:should|shall|must|do|can|could|would|need to) (?:i|we|you) (?:do|chase|wait|call|write|send|push|follow|focus|start|work|say|proceed|prepare|react|respond|answer)\b|\b(?:do|does) (?:i|we) (?:need|have) to\b|\bshould (?:i|we)\b|\b(?:what|how) would you\b|\bdo next\b|\bwhat now\b|\bto[- ]?dos?\b|\b(?:my )?priorit(?:y|ies|i[sz]e)\b|\bwork on\b|\bfocus on\b|\bstart with\b|\bhow (?:(?:do|can|should) (?:i|we)|to) (?:proceed|move|go on|continue|win|close|save|handle)\b|\bfollow[- ]ups? (?:with|on)\b|\bmove (?:it |this )?forward\b|\b(?:open|left|pending|waiting) (?:on|for) (?:my|our) (?:side|part|end|plate)\b|\bon my (?:plate|desk|side)\b|\b(?:suggest|recommend|advice|advise)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Next();

    [GeneratedRegex(@"\b(?:at[- ]risk|risks?|risky|stale|stuck|stalled|going cold|cold|inactive|slipping|in trouble|troubled|ghosted|silent|(?:gone|went|going|been) (?:quiet|silent|dark|cold)|quiet|needs? attention|endangered|overdue|no (?:recent )?activity|red flags?|flags?|(?:without|no|missing) (?:a )?next steps?|nothing (?:is )?(?:scheduled|planned)|(?:too long|forever) in|too long|late|past (?:their|its|the) close dates?|close dates? (?:has |have |is |are )?(?:passed|past|over)|worr(?:y|ies|ied) about)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Risk();

    [GeneratedRegex(@"\bwho(?:'s|s| is| are| else| do we know)?\b|\b(?:stakeholders?|contacts?|people|buying (?:team|committee|cent(?:er|re))|champion|economic buyer|decision[- ]makers?|blocker|procurement (?:contact|person))\b|\bcontact (?:person|details)\b|\b(?:e?mail|phone|number|title|job|role|position|address)(?: address| number)? (?:of|for)\b|\b(?:job )?titles?\b|\b(?:everyone|everybody|anyone else) (?:involved|there|at|in)\b|'s (?:e?mail|phone|number|title|role)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Who();

    [GeneratedRegex(@"^\s*(?:so\s+)?(?:who(?:'s|s| is| are)|(?:(?:what is|what's|whats|give me|tell me)\s+)?(?:the\s+)?(?:job\s+)?(?:title|role|position|e?mail(?: address)?|phone(?: number)?|number|address) (?:of|for))\s+(?<name>(?!who\b|the\b|our\b|my\b|involved\b|at\b|in\b|on\b)[^?,]{2,60}?)(?:\s+(?:at|from|of)\s+[^?]+)?[?.\s]*$|^\s*(?<name>[\p{L}' -]{2,40}?)[,]?\s+who\s*[?]*\s*$|\b(?:what is|what's|whats)\s+(?<name>[\p{L} -]{2,40}?)'s (?:e?mail|phone|number|title|role)", RegexOptions.IgnoreCase)]
    public static partial Regex Person();

    [GeneratedRegex(@"\b(?:champions?|economic buyers?|budget (?:holder|owner)s?|deci(?:sion[- ]makers?|ders?|des?|ding)|blockers?|procurement|legal|influencers?)\b", RegexOptions.IgnoreCase)]
    public static partial Regex RoleWords();

    [GeneratedRegex(@"\bwhat(?:'?s| has| have| is|s)? (?:been )?(?:happen(?:ed|ing|s)?|new|going on|up|changed)\b|\bwhat did (?:we|i|they) do\b|\bhappen(?:ed|ing|s)?\b|\blately\b|\brecent(?:ly)?(?: activit(?:y|ies))?\b|\blatest\b(?! deal)|\blast (?:activit(?:y|ies)|contact|touch|e?mails?|calls?|meetings?|conversation|time|talk|weeks|days)\b|\bhistory\b|\btimeline\b|\bcatch me up\b|\bbring me up to (?:date|speed)\b|\bnews\b|\bactivit(?:y|ies)\b|\bwhen did (?:we|i|they) last\b", RegexOptions.IgnoreCase)]
    public static partial Regex Happened();

    [GeneratedRegex(@"\b(?:status(?: of)?|how (?:is|are|'s|does|do)|how's|where (?:are|do|is) (?:we|it|things)|stand(?:s|ing)?|tell me (?:more )?about|summar(?:y|ise|ize)(?: of)?|health(?: of)?|update (?:on|me)|overview(?: of)?|what stage|which stage|when (?:does|will|is|do)|brief me on|doing|looking|details (?:of|on)|show me|open|on track|how big|how much is|close date|expected)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Status();

    [GeneratedRegex(@"\b(?:i mean|i'm on[^:,.]*[:,.]|by the way|btw|atm|pls|please|kindly|quick question[:,]?|right now|so far)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Aside();

    [GeneratedRegex(@"\b(?:weather|poem|joke|recipe|song|lyrics|football|soccer|translate|capital of|horoscope|lottery|movie|python|javascript|meaning of life)\b", RegexOptions.IgnoreCase)]
    public static partial Regex OffTopic();

    // What makes "how many" a question about deals rather than about something that was said.
    [GeneratedRegex(@"\b(?:deals?|opportunit\w*|opps?|pipeline|revenue|rates?|win|wins|won|lost|lose|closed|sales|sold|cycle|forecast|weighted|stages?|quota|bookings|open|referrals?)\b", RegexOptions.IgnoreCase)]
    public static partial Regex AboutDeals();

    [GeneratedRegex(@"^\s*(?:what(?:'s|s| is| do we have| have we got)?|anything|list|show(?: me)?)\s+(?:is\s+)?(?:currently\s+|still\s+)?(?:in|at)\s+(?:the\s+)?[\p{L}]+(?:\s+stage)?\s*[?.!]*\s*$", RegexOptions.IgnoreCase)]
    public static partial Regex WhatIsIn();

    [GeneratedRegex(@"\b(?:deal|opportunity|opp|one)\b|\bwhich of\b.*\bis\b", RegexOptions.IgnoreCase)]
    public static partial Regex OneDeal();

    [GeneratedRegex(@"\bwho(?:'s| is)? (?:owns?|(?:the )?owner|has|handles?|looks? after|responsible)\b|\bwhose (?:deal|account)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Owner();

    [GeneratedRegex(@"\b(?:no|without|not had)\s+(?:any\s+)?(?:activity|contact|touch|movement|reply)\s+(?:for|in|since)\s+(?:more than\s+|over\s+|at least\s+|the last\s+|the past\s+)?(?<n>\d{1,3})\+?\s+(?<unit>day|week|month)s?\b|\b(?:inactive|quiet|silent|untouched|stale)\s+for\s+(?:more than\s+|over\s+|at least\s+)?(?<n>\d{1,3})\+?\s+(?<unit>day|week|month)s?\b", RegexOptions.IgnoreCase)]
    public static partial Regex Inactive();

    [GeneratedRegex(@"\b(?:how (?:is|are|'s)|how's|hows|status of|tell me about|where (?:do|are) we (?:stand )?(?:with|on)|where do we stand|summary of|state of)\b(?!.*\bmy (?:deals|pipeline)\b)", RegexOptions.IgnoreCase)]
    public static partial Regex HowIs();

    [GeneratedRegex(@"\b(?:stale|going cold|cold|inactive|no (?:recent )?activity|quiet|silent|ghosted|dark|not (?:answer|repl)\w*)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Stale();

    [GeneratedRegex(@"\b(?:stuck|stalled|(?:since |for )?too long|same stage|not moving|forever)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Stuck();

    [GeneratedRegex(@"\b(?:without|no|missing|lack(?:s|ing)?)\s+(?:a\s+|any\s+)?(?:scheduled\s+|planned\s+)?next (?:steps?|actions?|meetings?)\b|\b(?:nothing|no meeting|no step) (?:is |was )?(?:scheduled|planned|agreed)\b", RegexOptions.IgnoreCase)]
    public static partial Regex NoNextStep();

    [GeneratedRegex(@"\b(?:overdue|late|past (?:their|its|the) close dates?|close dates? (?:has |have |is |are )?(?:passed|past|over)|slipping|slipped|should have closed)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Overdue();

    [GeneratedRegex(@"\b(?:biggest|largest|highest|smallest|lowest|cheapest|oldest|newest|latest|most recent|youngest|top|soonest|longest in)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Superlative();

    [GeneratedRegex(@"\b(?:top|first|biggest|largest|oldest|newest|smallest|latest|the)\s+(?<n>\d{1,2})\b|\b(?<n>\d{1,2})\s+(?=biggest|largest|oldest|newest|smallest|latest|most|top)", RegexOptions.IgnoreCase)]
    public static partial Regex Top();

    [GeneratedRegex(@"\b(?:sort(?:ed)?|order(?:ed)?|rank(?:ed)?)?\s*(?:by|on)\s+(?:amount|value|size|name|close date|age|date)\b|\balphabetical(?:ly)?\b", RegexOptions.IgnoreCase)]
    public static partial Regex SortWords();

    [GeneratedRegex(@"\b(?:my|mine|i (?:have|own|won|lost|closed|sold|created|got)|(?:do|have|did|am) i|i'm|of me|on me|for me)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Mine();

    [GeneratedRegex(@"\b(?:this (?:deal|one|account|customer|opportunity)|it|its|there|they|them|their|he|she|his|her|him|here)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Pronoun();

    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{N}&.'’/+-]*")]
    public static partial Regex NameWord();
}
