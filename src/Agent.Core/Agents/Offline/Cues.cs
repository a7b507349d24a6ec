using System.Text.RegularExpressions;

namespace Agent.Core.Agents.Offline;

/// <summary>The words by which a question shows what it asks for. <see cref="QuestionReader"/> decides which of them counts first.</summary>
internal static partial class Cues
{
    [GeneratedRegex(@"^(?:(?>hi|hello|hey|thanks|thank you|thx|ty|cheers|good (?:morning|afternoon|evening|day|night)|help|who are you|ok(?:ay|i)?|great|nice|perfect|cool|super|excellent|awesome|fine|good|got it|understood|i see|alright|sure|never ?mind|no,? thank you|no,? thanks?|no|bye|goodbye|ciao|see you|see ya|later|tomorrow|that'?s (?:all|it|great|good|fine|helpful)|thats (?:all|it|great|good|fine|helpful)|have a (?:nice|good) \w+|there|all right|all|you|again|a lot|very much|so much|much|for (?:now|today|that|this|the help|your help)|now|assistant|everyone|team|mate|what can (?:you|i) (?:do|ask)\b.*|how are you(?: doing)?(?: today)?)(?!\w)[\s!.?,:;()-]*)+$", RegexOptions.IgnoreCase)]
    public static partial Regex Greeting();

    [GeneratedRegex(@"\b(?:deals|opportunit(?:ies|ys|es|y's)|opportunites|opps|pipeline|quotes|customers|accounts|prospects|referrals)\b|\bmy (?:risks|pipeline|book)\b|\beverything\b(?! about)|\b(?:what|which|who|anything|everything)(?:'s| is| are) (?:at risk|stale|stuck|going cold|slipping|overdue)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Plural();

    [GeneratedRegex(@"\b(?:deal|deals|opportunity|opportunities|opp|opps)\b", RegexOptions.IgnoreCase)]
    public static partial Regex DealWord();

    [GeneratedRegex(@"\bhow do you know\b|\bwhere(?: is|'s| that's) (?:that|this|it)? ?from\b|\bon what do you base\b|\bwhat do we (?:usually|normally|always) (?:answer|reply|say)\b|\b(?:what|which) (?:were|are) [\p{L}]+['’]s questions\b|\banything about\b|\bin (?:the|our|my) (?:notes|calls|e?mails|transcripts)\b|\blook up\b|\b(?:say|says|said|saying|mention|mentions|mentioned|promise|promised|promises|wrote|write|written|told|tell (?:us|me|you|him|her|them)|ask(?:ed)? (?:for|about)|asked|discuss|discussed|talk(?:ed)? about|speak about|spoke about|complain(?:ed)?|object(?:ed|ion|ions)?|find (?:the )?(?:note|notes|email|emails|call|calls)|search|quotes? (?:from|about)|words about|concern(?:s|ed)?|complaints?|feedback|opinions?|views? (?:on|about|of)|words|(?:the )?problems? with|issues? with|(?:is|was|were|been) (?:there )?(?:any )?talk (?:of|about)|talk(?:s|ing|ed)? (?:of|about|on)|wants?|wanted|insist(?:s|ed)?|mentions?|reactions?|thoughts on|stance|quote|case stud(?:y|ies)|battle ?cards?|playbooks?|polic(?:y|ies)|where (?:was|is|did) (?:that|it|this)|wording|exact words|reply to|replied (?:to|about|on)|respond(?:ed)? (?:to|about|on)|heard about|think about|thinks about|thought about|thinks? of|thought of|agree(?:d)? (?:to|on|with|about)|shows? up|c[oa]mes? up|named as|competitors?|competition|worr(?:y|ies|ied))\b", RegexOptions.IgnoreCase)]
    public static partial Regex Search();

    [GeneratedRegex(@"(?:(?i:\b(?:did|has|have|had|does|do|was|where|what|when|that|how)\s+)(?<who>(?:(?i:frau|herr|mr|mrs|ms|madame|monsieur)\.?\s+)?[\p{L}'’-]+(?:\s+(?!(?i:ever|also|exactly|really|actually|already|at|from|in|on|of|about|the|to|with)\b)[\p{L}'’-]+){0,2}?)|\b(?<who>\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+){0,2})|\b(?<who>(?i:they|someone|somebody|anyone|anybody|who|he|she|it|we|i)))\s+(?:(?i:ever|also|exactly|really|actually|already)\s+)?(?i:say|says|said|saying|mention(?:s|ed)?|promise[sd]?|wrote|write|writes|written|told|tell(?:\s+(?:me|us|you))?|ask(?:s|ed)?|complain(?:s|ed)?|think|thinks|thought|object(?:s|ed)?|agree(?:s|d)?|discuss(?:ed)?|talk(?:s|ed|ing)?|want(?:s|ed)?|expect(?:s|ed)?|insist(?:s|ed)?|like[ds]?|feels?|felt)\b|\b(?<who>[\p{L}-]+(?:\s+\p{Lu}[\p{L}-]+)?)['’]s?\s+(?i:opinions?|views?|words?|take|stance|position|objections?|concerns?|complaints?|comments?|thoughts?|reactions?|feedback|worries|reply|answer)\b|(?i:\b(?:objections?|concerns?|complaints?|comments?|words|opinion|feedback|worries|reply|answer)\s+(?:from|by|of)\s+)(?<who>(?:(?i:frau|herr|mr|mrs|ms)\.?\s+)?[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)?)")]
    public static partial Regex Said();

    /// <summary>A question with the place behind its verb: "did the CFO of Acme say" reads as "did the CFO say at Acme", so that the company is not taken for who spoke.</summary>
    public static string PlaceAfterVerb(string text) => SpeakerOfPlace().Replace(text, "${who} ${verb} at ${deal}", 1);

    [GeneratedRegex(@"(?<who>\b(?i:did|has|have|had|does|do)\s+(?:(?i:the|their|our)\s+)?[\p{L}'’-]+(?:\s+[\p{L}'’-]+){0,2}?)\s+(?i:of|at|from)\s+(?<deal>\p{Lu}[\p{L}\p{N}&.-]*(?:\s+\p{Lu}[\p{L}\p{N}&.-]*){0,3})\s+(?<verb>(?i:say|said|mention(?:ed)?|promised?|wrote|write|written|told|tell|ask(?:ed)?|complain(?:ed)?|think|thought|object(?:ed)?|agreed?|discuss(?:ed)?|talk(?:ed)?|want(?:ed)?|expect(?:ed)?|insist(?:ed)?)\b(?:\s+(?i:me|us)\b)?)")]
    private static partial Regex SpeakerOfPlace();

    [GeneratedRegex(@"\b(?:anyone|anybody|someone|somebody|they|them|we|i|you|customers?|buyers?|prospects?|people|who|it|he|she|him|her|that|this|there|what|somebody|the)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Anybody();

    // A capital marks a name; "at" and "with" before the last words do too.
    [GeneratedRegex(@"\b(?:[Aa]t|[Ww]ith|[Ff]rom|[Oo]n|[Ii]n|[Ff]or)\s+(?:the\s+)?(?<deal>\p{Lu}[\p{L}\p{N}&.-]*(?:\s+(?:\p{Lu}|\d)[\p{L}\p{N}&.-]*)*)|\b[Aa]t\s+(?<deal>[\p{L}\p{N}&.-]+(?:\s+[\p{L}\p{N}&.-]+)?)\s*[?.!]*$")]
    public static partial Regex DealAt();

    [GeneratedRegex(@"\b(?:percentage|percent|share|proportion) of (?:our |my |the )?(?:deals|opportunities)\b|\bwhat (?:percentage|percent|share|proportion)\b(?=[^?]*\b(?:win|won)\b)|\bconversions?\b|\bhow (?:many|much)\b|\bcount\b|\bnumber of\b|\b(?:win|close|conversion|success)[ -]rates?\b|\b(?:total|sum|average|mean|avg|weighted|forecast)\b|\b(?:revenue|turnover|bookings|quota|sold)\b|\bpipeline\b(?=[^?]*\bworth\b)|\b(?:main |top )?(?:reasons?|causes?) (?:for|of|why)\b[^?]*\b(?:los|lost)\w*\b|\bwhy (?:do|are|did) we (?:lose|losing|lost) (?:deals|business|so)\b|\bhow is (?:business|the (?:quarter|month|year))\b|\bhow are we doing\b|\b(?:what|which|sales|deal|total) volume\b|\bvolume (?:of|do|in)\b|\b(?:hit|closing) rates?\b|\b(?:open|won|lost|pipeline) (?:amount|value|volume|sum)\b|\b(?:amount|value|volume|sum) (?:by|per)\b|\bdays to close\b|\bsales cycle\b|\bhow long (?:is|are|does|do)\b(?=.*\b(?:cycle|close|take|deals?)\b)|\bdeal size\b|\bpipeline (?:value|worth|volume)\b|\bhow big is (?:the|my|our) pipeline\b|\bworth\b(?=.*\bpipeline\b)", RegexOptions.IgnoreCase)]
    public static partial Regex Figures();

    [GeneratedRegex(@"\b(?:how (?:many|much|long)|count|number|win|close|conversion|success|rates?|total|sum|average|mean|avg|typical|weighted|forecast|revenue|sales|cycle|size|value|worth|volume|amount|length|money|turnover|quota|hit|stuck|sitting|days|tied up|days to close|bookings|won|lost|win|lose|sold|sell|closed|open|active|closing|take|takes|closes|make|made|far|take us|until|was|deal)\b", RegexOptions.IgnoreCase)]
    public static partial Regex MeasureWords();

    [GeneratedRegex(@"\b(?:who|which (?:of (?:my|our|the) )?(?:reps?|owners?|agents?|sellers?|salespe(?:rson|ople)|person|people))\b[^?]*\b(?:(?:most|best|highest|least|lowest|worst|fewest)\b|(?:biggest|largest|smallest|strongest|weakest)\s+(?:\w+\s+)?(?:pipeline|forecast|book|revenue|numbers?|share)\b)|\bwho (?:won|sold|closed|lost|sells|wins)\b|\b(?:top|best) (?:rep|seller|agent|salesperson)s?\b", RegexOptions.IgnoreCase)]
    public static partial Regex WhoHasMost();

    [GeneratedRegex(@"\b(?:by|per|for each|each|in each|for every|which|grouped by|split by)\s+(?:the\s+)?(?<by>loss reason|rep|owner|agent|seller|salesperson|person|user|stage|account|customer|company|product|source|channel|month|industry|sector|team|manager|region|office|reason)s?\b|\b(?<by>reason|cause)s? (?:for|of|why)\b|\bwhy (?:do|are|did) we (?<by>lose|losing|lost) (?:deals|business|so)\b|(?<=\b(?:lost?|lose|losing|losses)\b[^?]*)\b(?:and|,)\s*(?<by>why)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Grouping();

    [GeneratedRegex(@"\b(?:i|we) (?:should|must|need to|have to|ought to|could) (?:do|say|send|call|write|prepare|bring|ask|know|follow)\b|\bshould (?:the team|my team|[\p{L}]+) do\b|\b(?:way|how) to (?:move|get|win|close|save|push|bring)\b|\bmove\b(?=[^?]*\bforward\b)|\b(?:i|we) (?:still )?owe\b|\bover the line\b|\bwhat(?:'s|s| is)? (?:still )?(?:missing|needed|left|required)\b|\b(?:get|bring|push|move)\b(?=[^?]*\b(?:forward|done|signed|over the line)\b)|\bwho(?:m)? (?:should|shall|must|do) (?:i|we) (?:call|contact|write|talk|speak|ask|chase|ring|mail)\b|\bnext (?:best )?(?:steps?|moves?|actions?|things?|tasks?|to-?dos?)\b(?! *(?:missing|overdue))|\bwhat(?:'?s| is)? next\b|\b(?:should|shall|must|do|can|could|would|need to) (?:i|we|you) (?:do|tackle|proceed|approach|handle|bring|offer|contact|reply|ask|chase|wait|call|write|send|push|follow|focus|start|work|say|proceed|prepare|react|respond|answer)\b|\b(?:do|does) (?:i|we) (?:need|have) to\b|\bshould (?:i|we)\b|\b(?:what|how) would you\b|\bdo next\b|^\s*next\b\s*[?.!]*\s*$|\bnext\s*[?.!]*\s*$|\b(?:my )?homework\b|\b(?:the|my|our|best) (?:best )?moves?\b|\b(?:i|we) (?:tackle|proceed|approach|attack|handle)\b|\b(?:to|should i|do i) (?:tackle|proceed|approach)\b|\b(?:agenda|plan) for (?:today|the day|this week|tomorrow)\b|\bwhere (?:do|should) i (?:start|begin)\b|\b(?:left|remaining|missing|still|anything) to (?:be )?do(?:ne)?\b|\bmost (?:urgent|pressing|important)\b|\bhelp me (?:with|on|close|win|move)\b|\bwhat now\b|\bto[- ]?dos?\b|\b(?:my )?priorit(?:y|ies|i[sz]e)\b|\b(?:would|should|could|will) you (?:do|proceed|suggest|recommend|start)\b|\bwork on\b|\bfocus on\b|\bstart with\b|\bhow (?:(?:do|can|should) (?:i|we)|to) (?:proceed|move|go on|continue|win|close|save|handle)\b|\bfollow[- ]ups? (?:with|on)\b|\bmove (?:it |this )?forward\b|\b(?:open|left|pending|waiting) (?:on|for) (?:my|our) (?:side|part|end|plate)\b|\bon my (?:plate|desk|side)\b|\b(?:suggest|recommend|advice|advise)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Next();

    [GeneratedRegex(@"\b(?:(?:need|needs|deserve|require)s? (?:my |our |some |more )?attention|going wrong|unlikely|passed close dates?|go wrong|went wrong|keeps? (?:me|us) (?:awake|up)|lose sleep|off track|not on track|behind schedule|(?:could|might|may|can|will|about to) (?:i |we )?lose|los(?:e|ing) (?:momentum|steam)|(?:champion|sponsor|contact|buyer) (?:has )?(?:left|gone|quit)|lost (?:its|their|the|our) champion|(?:not|haven'?t|hasn'?t|without) (?:had |having )?(?:any )?(?:contact|activity|touch|movement|moved|progress|heard)\w*|beyond (?:their|its|the) close date|alarming|alarms?|warnings?|unanswered|in limbo|drag(?:s|ging)?|rotting|rotten|sick|jeopardy)\b|\b(?:at[- ]risk|frozen|freezing|idle|danger|dangerous|endangered|shaky|wobbly|dying|dead|sleeping|asleep|dormant|neglected|forgotten|untouched|slip(?:s|ped)?|ghost(?:s|ing)?|trouble|troubles|problem deals?|problematic|unhealthy|critical|weak|worry (?:me|us|about)|concern(?:s)? (?:me|us)|nervous|(?:not|isn'?t|aren'?t|doesn'?t|don'?t|hasn'?t|haven'?t|never|stopped|no longer) (?:been )?(?:answer|repl|respond|react|mov|touch|contact|hear)\w*|(?:without|no) (?:any |an? |recent )?(?:activity|contact|touch|movement|reply|answer|response|sign of life)|no ?(?:one|body) (?:has )?(?:touched|contacted|called|worked)|pushed (?:back|out)|postponed|expired|(?:passed|missed) (?:the |their |its )?(?:close date|deadline)|risks?|risky|stale|stuck|stalled|hang(?:s|ing)? in|going cold|cold|inactive|slipping|in trouble|troubled|ghosted|silent|(?:gone|went|going|been) (?:quiet|silent|dark|cold)|quiet|needs? attention|endangered|overdue|no (?:recent )?activity|red flags?|flags?|(?:without|no|missing) (?:a )?next steps?|nothing (?:is |has been )?(?:scheduled|planned|agreed)|(?:too long|forever) in|too long|late|past (?:their|its|the) close dates?|close dates? (?:that )?(?:has |have |is |are |lies |already )*(?:passed|past|over|behind|gone|in the past)|worr(?:y|ies|ied) about)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Risk();

    [GeneratedRegex(@"\b(?:his|her|their) (?:e?-?mail|phone|number|title|role|job|address)\b|\bhow (?:can|do|could|should) (?:i|we) (?:reach|contact|call|get hold of)\b|\bmak(?:es?|ing) the (?:final )?decisions?\b|\bwho(?:'s|s| is| are| else| do we know)?\b|\b(?:stakeholders?|contacts?|people|buying (?:team|committee|cent(?:er|re))|champion|economic buyer|decision[- ]makers?|blocker|procurement (?:contact|person))\b|\bcontact (?:person|details|data|info)\b|\b(?:phone|mobile|telephone|cell|e-?mail address|job title)(?: number)?\b|\b(?:anyone|anybody|someone|somebody|everyone|everybody) (?:in|from) (?:it|finance|legal|procurement|operations|purchasing|management|sales)\b|\bwhich role\b|\bwhat role\b|\bdo we (?:know|have) (?:anybody|anyone|somebody|someone|a contact)\b|\b(?:signator(?:y|ies)|sponsor|gatekeeper|boss|budget (?:holder|owner)|influencers?)\b|\b(?:phone|number|title|job|role|position|address)(?: address| number)? (?:of|for)|\bthe e?mail of\b|\b(?:job )?titles?\b|\b(?:everyone|everybody|anyone else) (?:involved|there|at|in)\b|'s (?:e?mail|phone|number|title|role)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Who();

    [GeneratedRegex(@"^\s*(?:so\s+)?(?:who(?:'s|s| is| are)|(?:(?:what is|what's|whats|give me|tell me)\s+)?(?:the\s+)?(?:job\s+)?(?:title|role|position|e?mail(?: address)?|phone(?: number)?|number|address) (?:of|for))\s+(?<name>(?!who\b|the\b|our\b|my\b|involved\b|at\b|in\b|on\b)[^?,]{2,60}?)(?:\s+(?:at|from|of)\s+[^?]+)?[?.\s]*$|^\s*(?<name>[\p{L}' -]{2,40}?)[,]?\s+who\s*[?]*\s*$|\b(?:what is|what's|whats)\s+(?<name>[\p{L} -]{2,40}?)'s (?:e?mail|phone|number|title|role)", RegexOptions.IgnoreCase)]
    public static partial Regex Person();

    [GeneratedRegex(@"\b(?:champions?|sponsors?|advocates?|supporters?|economic buyers?|budget (?:holder|owner)s?|(?:holds?|has|owns?|controls?) the (?:budget|purse(?: strings)?|money)|purse(?: strings)?|pays?|signs?|sign(?: off)?|signing|approves?|approve|signator(?:y|ies)|mak(?:es?|ing) the (?:final )?decisions?|deci(?:sion[- ]makers?|sions?|ders?|des?|ding)|block(?:ers?|s|ing)?|against us|gatekeepers?|procurement|purchasing|buyers?|legal|lawyers?|influencers?|(?:end[- ])?users?|will (?:be )?us(?:e|ing)|using|uses)\b", RegexOptions.IgnoreCase)]
    public static partial Regex RoleWords();

    [GeneratedRegex(@"\b(?:heard|hear) (?:\w+ )?from\b|\bwhat (?:we|i|they) did\b|\bbeen (?:doing|up to)\b|\bwhat did (?:my|the|our) (?:team|reps?|people|colleagues) do\b|\bwhat did [\p{L}]+ do\b|\bwhat have (?:we|i|they) done\b|\b(?:recap|touched base)\b|\bwhat(?:'?s| has| have| is|s)? (?:been )?(?:happen(?:ed|ing|s)?|new|going on|up|changed)\b|\bwhat did (?:we|i|they) do\b|\bhappen(?:ed|ing|s)?\b|\blately\b|\brecent(?:ly)?(?: activit(?:y|ies))?\b|\blatest\b(?! deal)|\blast (?:activit(?:y|ies)|contact|touch|e?mails?|calls?|meetings?|conversations?|notes?|messages?|interactions?|movements?|touchpoints?|time|talk|weeks|days)\b|\bwhat(?:'s| is| was| has been|s)? (?:been )?(?:done|came in|come in)\b|\b(?:came|come|coming|has come) in\b|\b(?:any|some|recent|what) (?:movements?|progress|developments?)\b|\b(?:was|been|were) done\b|\bwhat(?:'s| has)? changed\b|\blog\b|\bhistory\b|\b(?:all|the|any|our) (?:the )?(?:e?mails|calls|meetings|conversations|interactions|touchpoints|correspondence)\b(?! (?:about|where|that|mention))|\bwhen (?:was|were|is|did|do)\b(?=[^?]*\b(?:last|latest|next|most recent)\b)|\b(?:did|have|has) (?:we|i|they|anyone|anybody)\b(?=[^?]*\blast\b)|\blast (?:week|month)\b(?=.*\bhappen)|\bnext (?:meeting|call|appointment)\b|\brecent (?:stuff|things|events)\b|\bevents\b|\btimeline\b|\bcatch me up\b|\bbring me up to (?:date|speed)\b|\bnews\b|\bactivit(?:y|ies)\b|\bwhen did (?:we|i|they) last\b", RegexOptions.IgnoreCase)]
    public static partial Regex Happened();

    [GeneratedRegex(@"\b(?:status(?: of)?|how (?:is|are|'s|does|do)|how's|where (?:are|do|is) (?:we|it|things)|stand(?:s|ing)?|tell me (?:more )?about|summar(?:y|ise|ize)(?: of)?|health(?: of)?|update (?:on|me)|overview(?: of)?|what stage|which stage|when (?:does|will|is|do)|brief me on|doing|looking|details (?:of|on)|show me|open|on track|how big|how much is|close date|expected)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Status();

    [GeneratedRegex(@"\b(?:i mean|i'm on[^:,.]*[:,.]|by the way|btw|atm|pls|please|kindly|quick question[:,]?|right now|so far)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Aside();

    [GeneratedRegex(@"^\s*(?:what(?:'?s| is) your\b|how old are you|are you (?:a|an|human|real|ok)\b|i (?:love|hate|like) you|who (?:made|built|created) you|do you (?:like|love|believe|have feelings)|what do you think of)|^\s*what(?:'?s| is)\s+[\d\s+*/x.-]+\s*\??\s*$|\b(?:weather|poem|joke|recipe|song|lyrics|football|soccer|champions league|world cup|translate|translation|capital of|horoscope|lottery|movie|film|netflix|python|javascript|meaning of life|flights?|bitcoin|stock price|haiku|my (?:mom|mum|dad|wife|husband|kids?|girlfriend|boyfriend)|how(?:'s|s| is) life|in the world|book (?:me|us) (?:an?|the)|order me|remind me|what time is it|how do (?:you|i) say|how (?:do you |to )?spell|who invented)\b", RegexOptions.IgnoreCase)]
    public static partial Regex OffTopic();

    // What makes "how many" a question about deals rather than about something that was said.
    [GeneratedRegex(@"\b(?:deals?|opportunit\w*|opps?|pipeline|revenue|turnover|volume|money|qualification|discovery|demo|proposal|negotiation|hit|quota|rates?|win|wins|won|lost|lose|closed|sales|sold|close|closes|conversions?|sell|sells|bring in|brought in|earn(?:ed)?|make|made|reasons?|causes?|business|doing|cycle|forecast|weighted|stages?|quota|bookings|open|referrals?)\b", RegexOptions.IgnoreCase)]
    public static partial Regex AboutDeals();

    [GeneratedRegex(@"^\s*what(?:'s|s| has| have| does| do| did)?\s+[\p{L}'’ ]{1,30}\s+(?:got|have|has)?\s*(?:in|at)\s+(?:the\s+)?(?!pipeline)[\p{L}]+(?:\s+stage)?\s*[?.!]*\s*$|^\s*(?:what(?:'s|s| is| do we have| have we got)?|anything|list|show(?: me)?)\s+(?:is\s+)?(?:currently\s+|still\s+)?(?:in|at)\s+(?:the\s+)?[\p{L}]+(?:\s+stage)?\s*[?.!]*\s*$", RegexOptions.IgnoreCase)]
    public static partial Regex WhatIsIn();

    [GeneratedRegex(@"\b(?:deal|opportunity|opp|one)\b|\bwhich of\b.*\bis\b", RegexOptions.IgnoreCase)]
    public static partial Regex OneDeal();

    [GeneratedRegex(@"\bwho(?:'s| is)? (?:owns?|(?:the )?owner|has|handles?|looks? after|responsible)\b|\bwhose (?:deal|account)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Owner();

    [GeneratedRegex(@"\b(?:for|in|since|of)?\s*(?:more than\s+|over\s+|at least\s+|longer than\s+|the last\s+|the past\s+|the\s+|>\s*)*(?<n>\d{1,3})\s*\+?\s*(?<unit>day|week|month)s?(?:\s+(?:or|and)\s+(?:more|longer|up))?\b(?!\s*(?:in|at) (?:the )?(?:same )?stage)", RegexOptions.IgnoreCase)]
    public static partial Regex Inactive();

    [GeneratedRegex(@"\b(?:how (?:is|are|'s)|how's|hows|status of|tell me (?:everything |all |more |something )?about|everything about|all about|where (?:do|are) we (?:stand )?(?:with|on)|where do we stand|summary of|state of|how did|why did)\b(?!.*\bmy (?:deals|pipeline)\b)", RegexOptions.IgnoreCase)]
    public static partial Regex HowIs();

    [GeneratedRegex(@"\b(?:not|haven'?t|hasn'?t|without) (?:had |having )?(?:any )?(?:contact|activity|touch|heard)\w*\b|\bunanswered\b|\bnot (?:been )?(?:contacted|touched)\b|\b(?:not|never|haven['’]?t|hasn['’]?t) (?:we |i )?(?:been )?(?:talked|spoken|called|met|visited|written)\b(?=[^?]*\bsince\b)|\b(?:stale|going cold|cold|frozen|freezing|idle|inactive|dormant|sleeping|asleep|neglected|forgotten|untouched|no (?:recent )?activity|(?:without|no) (?:any |an? |recent )?(?:activity|contact|touch|movement|reply|answer|response|sign of life)|quiet|silent|ghost(?:ed|s|ing)?|dark|(?:not|isn'?t|aren'?t|doesn'?t|don'?t|hasn'?t|haven'?t|never|stopped|no longer) (?:been )?(?:answer|repl|respond|react|touch|contact|hear)\w*|no ?(?:one|body) (?:has )?(?:touched|contacted|called|worked)|nothing (?:has )?happened)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Stale();

    [GeneratedRegex(@"\b(?:not|haven'?t|hasn'?t|without) (?:any )?(?:moved|moving|movement|progress)\w*\b|\b(?:drag(?:s|ging)?|rotting)\b|\b(?:stuck|stalled|hang(?:s|ing)?|(?:since |for )?too long|same stage|not moving|forever)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Stuck();

    [GeneratedRegex(@"\b(?:without|no|not|missing|lack(?:s|ing)?)\s+(?:a\s+|any\s+)?(?:scheduled\s+|planned\s+)?next (?:steps?|actions?|meetings?)(?: (?:planned|scheduled|agreed|set|booked))?\b|\b(?:without|no) (?:an?y? )?(?:follow[- ]?ups?|future activit(?:y|ies)|(?:planned|scheduled|upcoming) (?:meetings?|activit(?:y|ies)|calls?|steps?))\b|\b(?:nothing|no meeting|no step) (?:is |was )?(?:scheduled|planned|agreed)\b", RegexOptions.IgnoreCase)]
    public static partial Regex NoNextStep();

    [GeneratedRegex(@"\b(?:without|(?:have|has|had|with|got) no|no|missing|lack(?:s|ing)?)\s+(?:an?\s+|any\s+|the\s+)?(?:known\s+|named\s+)?(?<role>champions?|sponsors?|economic buyers?|budget (?:holder|owner)s?|decision[- ]makers?|deciders?|procurement(?: contacts?)?|legal(?: contacts?)?|influencers?|users?)\b", RegexOptions.IgnoreCase)]
    public static partial Regex WithoutRole();

    [GeneratedRegex(@"\b(?:overdue|late|past (?:their|its|the) close dates?|close dates? (?:that )?(?:has |have |is |are |lies |already )*(?:passed|past|over|behind|gone|in the past)|should have (?:been )?closed|expired|passed close dates?|(?:passed|missed) (?:the |their |its )?(?:close date|deadline))\b", RegexOptions.IgnoreCase)]
    public static partial Regex Overdue();

    [GeneratedRegex(@"\b(?:biggest|largest|highest|smallest|lowest|cheapest|oldest|newest|latest|most recent|youngest|top|soonest|longest|shortest)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Superlative();

    [GeneratedRegex(@"\b(?:top|first|biggest|largest|oldest|newest|smallest|latest|the)\s+(?<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\b|\b(?<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\s+(?=biggest|largest|oldest|newest|smallest|latest|most|top|highest|lowest|best)", RegexOptions.IgnoreCase)]
    public static partial Regex Top();

    [GeneratedRegex(@"\b(?:sort(?:ed)?|order(?:ed)?|rank(?:ed)?)?\s*(?:by|on)\s+(?:amount|value|size|name|close date|age|date)\b|\balphabetical(?:ly)?\b", RegexOptions.IgnoreCase)]
    public static partial Regex SortWords();

    [GeneratedRegex(@"\b(?:my(?!\s+(?:team|reps?|people|sellers?|sales ?(?:people|reps?|team)|colleagues|manager|boss|approval|group|region))|mine|i (?:have|own|won|lost|closed|sold|created|got)|(?:do|have|did|am) i|ghosting me|on me|i'm|of me|on me|for me)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Mine();

    [GeneratedRegex(@"\b(?:this (?:deal|one|account|customer|opportunity)|it|its|there|they|them|their|he|she|his|her|him|here)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Pronoun();

    /// <summary>"There" that points at no deal: "are there any …".</summary>
    [GeneratedRegex(@"\b(?:is|are|was|were|has|have)\s+there\b|\bthere(?:['’]s|\s+(?:is|are|was|were))\b", RegexOptions.IgnoreCase)]
    public static partial Regex Existence();

    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{N}&.'’/+-]*")]
    public static partial Regex NameWord();

    [GeneratedRegex(@"\bhow (?:much|big|large) (?:is|was|are) (?!(?:my|our|the) (?:pipeline|team|forecast|revenue)\b|in\b|at\b|stuck\b|still\b|open\b|sitting\b|our\b)(?!.*\b(?:deals|opportunities|opps|pipeline|altogether|total)\b).+|\b(?:amount|value|size|worth) of (?:the )?(?!my\b|our\b|all\b|open\b|won\b|lost\b)(?!.*\b(?:deals|opportunities|opps|pipeline)\b).+\b(?:deal|opportunity|opp)\b", RegexOptions.IgnoreCase)]
    public static partial Regex HowMuchIsOne();

    [GeneratedRegex(@"\b(?:frau|herr|mr|mrs|ms|madame|monsieur|dr)\b\.?", RegexOptions.IgnoreCase)]
    public static partial Regex Courtesy();

    [GeneratedRegex(@"\b(?:slip(?:s|ped|ping)?|pushed (?:back|out)|postponed|keeps? moving|moved (?:again|several|many|twice)|close date (?:moved|pushed|changed))\b", RegexOptions.IgnoreCase)]
    public static partial Regex Slipping();

    [GeneratedRegex(@"\b(?:(?:phone|mobile|telephone|cell)(?: numbers?)?|numbers?|e-?mail(?: address)?|address|(?:job )?titles?|job|role|position|contact (?:details|data|info)|reach|call)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Detail();

    [GeneratedRegex(@"\b(?:discussed|talked|spoken|spoke|said)\b(?=[^?]*\b(?:recently|lately)\b)|\bwho\b(?=[^?]*\b(?:meet|met|speak|spoke|talk)\w*\b[^?]*\blast\b)|\b(?:last|latest|most recent)\s+(?:activit(?:y|ies)|contacts?|touch|e?mails?|calls?|meetings?|conversations?|messages?|notes?|interactions?|talk)\b|\b(?:log|history|timeline) (?:of|for)\b|\bwhen\b(?=[^?]*\b(?:last|latest)\b)|\b(?:did|have) (?:we|i|they)\b(?=[^?]*\blast\b[^?]*\b(?:talk|speak|spoke|meet|met|call|hear|heard|write|wrote|discuss|contact))|\bwhat\b(?=[^?]*\blast (?:talk|speak|discuss))", RegexOptions.IgnoreCase)]
    public static partial Regex Last();

    [GeneratedRegex(@"\b(?:clos(?:e|es|ing|ed)|due|w[io]n|wins|lost|los(?:e|es|ses)|sign(?:ed)?|created|opened|land(?:s|ed|ing)?)\b", RegexOptions.IgnoreCase)]
    public static partial Regex ClosesWhen();

    [GeneratedRegex(@"\b(?:what|whats|which|anything|everything|something|all|list|show|wins|losses|stuff|things)\b", RegexOptions.IgnoreCase)]
    public static partial Regex AsksWhich();

    [GeneratedRegex(@"\b(?:today|tomorrow|this (?:week|morning|afternoon|month)|everything|all|overall|anywhere|everywhere|across|day|to-?do list|desk|plate)\b", RegexOptions.IgnoreCase)]
    public static partial Regex AllDeals();

    [GeneratedRegex(@"(?<=\b(?:of|at|for|from|with|by)\s+(?:the\s+)?)(?<word>[\p{L}\p{N}]{3,})|\b(?<word>[\p{L}\p{N}]{2,})(?=['’]s\b|s['’](?!\p{L}))", RegexOptions.IgnoreCase)]
    public static partial Regex NameLike();

    [GeneratedRegex(@"\bever\b|\b(?:open and closed|won and lost|of all time|all time|in total|past and present)\b|\bhistory with\b", RegexOptions.IgnoreCase)]
    public static partial Regex EverHad();

    [GeneratedRegex(@"(?:['’]s|['’])$", RegexOptions.IgnoreCase)]
    public static partial Regex Possessive();

    // A meeting still to come tells when the answer is needed, not of which days it should speak.
    [GeneratedRegex(@"\b(?:before|until|for) (?:i|we|my|our|the) (?:\w+ )?(?:meet|call|see|visit|speak|talk|meeting|visit)\b|\bi (?:have|'ve got|meet|see|call)\b", RegexOptions.IgnoreCase)]
    public static partial Regex MeetingAhead();

    [GeneratedRegex(@"\bhow(?:'s|s| is| are) (?:my|our|the team'?s?) (?:\w+ )?(?:win|hit|close|success|conversion) rate\b|\bhow(?:'s|s| is| are) (?:my|our|the) (?:revenue|forecast|sales|average|turnover)\b|\bwe doing\b|\bbusiness\b|\bhow (?:is|are) the (?:quarter|month|year)\b", RegexOptions.IgnoreCase)]
    public static partial Regex OwnFigures();

    [GeneratedRegex(@"^\s*(?:(?:please|can you|could you|now)\s+)*tell me (?:everything |all |more |something |a bit )?about\b", RegexOptions.IgnoreCase)]
    public static partial Regex TellMe();

    [GeneratedRegex(@"\b(?:it|this|here)\b(?! (?:week|month|quarter|year|morning|afternoon))", RegexOptions.IgnoreCase)]
    public static partial Regex ThisOne();

    [GeneratedRegex(@"(?<!\b(?:st|mr|mrs|ms|dr|p\.s))[.!?]+\s+", RegexOptions.IgnoreCase)]
    public static partial Regex SentenceEnd();

    [GeneratedRegex(@"^\W*(?:(?:please|pls|can you|could you|how do(?:es)?|how would|show me|give me)\s+)*(?:(?:a\s+)?compar(?:e|ison)(?:\s+(?:of|between))?|(?:what is |what's )?the difference between)\s+(?<names>.+?)(?:\s+(?:compare|side by side|beside each other))?\W*$|\bput\s+(?<names>.+?)\s+(?:side by side|(?:beside|next to) each other)\W*$|^\W*how do(?:es)?\s+(?<names>.+?)\s+compare\W*$|^\W*(?<names>[^?!.]{2,60}?\s+(?:vs\.?|versus)\s+[^?!.]{2,60}?)\W*$", RegexOptions.IgnoreCase)]
    public static partial Regex Compare();

    [GeneratedRegex(@"\s*(?:,\s*(?:and\s+)?|\b(?:and|with|to|vs\.?|versus|against|or|compare(?:d)? (?:to|with))\b)\s*", RegexOptions.IgnoreCase)]
    public static partial Regex BetweenNames();

    [GeneratedRegex(@"\s+")]
    public static partial Regex Spaces();

    /// <summary>Asks for how many each owner has.</summary>
    [GeneratedRegex(@"\b(?:by|per|for each|for every)\s+(?:rep|owner|seller|salesperson|person)\b", RegexOptions.IgnoreCase)]
    public static partial Regex PerOwner();

    /// <summary>How likely deals are won.</summary>
    [GeneratedRegex(@"\b(?:likel(?:y|iest|ihood)|probabilit(?:y|ies)|probable|chances?|odds|(?:going to|gonna|will) (?:we )?win)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Chance();

    /// <summary>A stretch in which nothing was heard: "without activity since October", "not touched this month".</summary>
    [GeneratedRegex(@"\b(?:activit(?:y|ies)|contact(?:ed)?|touch(?:ed)?|movement|repl(?:y|ied)|answer(?:ed)?|respon(?:se|ded)|heard|news|happened|silent|quiet|cold|dark|talked|spoken|meeting)\s+(?:\w+\s+(?:from\s+)?)?(?<when>(?:since|after)\b.*|(?:in\s+)?this\s+(?:week|month|quarter|year)\b.*)", RegexOptions.IgnoreCase)]
    public static partial Regex SilentSince();

    [GeneratedRegex(@"\b(?:objections?)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Objections();

    [GeneratedRegex(@"\b(?:competitors?|competition|competing|rivals?|up against)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Competitors();

    [GeneratedRegex(@"\b(?:(?:did|have|has|do|that|what|anything|something|everything|all|which|things?)\s+(?:i|we)\s+(?:have\s+|already\s+|still\s+|ever\s+|'ve\s+)?promised?|(?:i|we)(?:'ve| have)? promised|(?:our|my|open|unkept|outstanding|broken|overdue)\s+(?:\w+\s+)?promises|promises\s+(?:of ours|of mine|(?:i|we) (?:made|gave)))\b", RegexOptions.IgnoreCase)]
    public static partial Regex OurPromises();

    [GeneratedRegex(@"\b(?:(?:they|he|she|the (?:customer|buyer|client))(?:'ve| have| has)?\s+promised?|(?:did|has|have)\s+(?!i\b|we\b|you\b|not\b)[\p{L}'’-]+\s+promised?|their\s+promises|promises\s+of theirs)\b", RegexOptions.IgnoreCase)]
    public static partial Regex TheirPromises();

    [GeneratedRegex(@"\b(?:haven['’]?t|have not|hasn['’]?t|not (?:yet |been )?(?:done|kept|delivered|sent)|open|unkept|outstanding|still|overdue|broken|missed|unanswered|unsettled|yet)\b", RegexOptions.IgnoreCase)]
    public static partial Regex NotSettled();

    /// <summary>Words around a matter that the reading of texts knows, which name nothing.</summary>
    [GeneratedRegex(@"\b(?:named?|mention(?:ed|s)?|raised?|made|given|gave|kept?|done|delivered|haven['’]?t|hasn['’]?t|promised?|promises?|objections?|competitors?|competition|competing|rivals?|against|involved|facing|face|outstanding|unkept|overdue|broken|missed|in play|play|theirs|ours)\b", RegexOptions.IgnoreCase)]
    public static partial Regex MatterWords();

    /// <summary>Nothing but a wish to be shown something.</summary>
    [GeneratedRegex(@"^(?:\W|\b(?:show|list|give|tell|what|whats|which|find|see|me|is|are|was|s|please|pls|can|you|i|could|want to|to|one|now)\b)*$", RegexOptions.IgnoreCase)]
    public static partial Regex OnlyShows();

    [GeneratedRegex(@"\b(?:least|lowest|un)\s*(?:likel\w+|probab\w+|chances?|odds)\b", RegexOptions.IgnoreCase)]
    public static partial Regex LeastFirst();

    /// <summary>What our own material is called, which says things without being a person.</summary>
    [GeneratedRegex(@"\b(?:polic(?:y|ies)|playbooks?|battle ?cards?|case stud(?:y|ies)|material|price ?(?:list|book)|documents?|contract|offer|proposal)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Material();

    /// <summary>Something about a customer that stands in the texts alone: "what's the budget at Acme".</summary>
    [GeneratedRegex(@"^\W*(?:what|whats|how (?:much|big|high))\b[^?]*\b(?:budget|requirements?|pains?|decision process|go[- ]?live|deadline)\b[^?]*\b(?:at|of|for|with|in)\s+\p{L}", RegexOptions.IgnoreCase)]
    public static partial Regex FactInTexts();

    /// <summary>Two or more set against each other.</summary>
    [GeneratedRegex(@"\b(?:vs\.?|versus|compar(?:e|ed|ing))\b", RegexOptions.IgnoreCase)]
    public static partial Regex Against();
}
