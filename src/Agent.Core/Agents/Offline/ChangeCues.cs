using System.Text.RegularExpressions;

namespace Agent.Core.Agents.Offline;

/// <summary>How people ask for changes, and how they only talk about them.</summary>
internal static partial class ChangeCues
{
    private const string Verb = "(?:move|push|shift|slip|set|put|change|update|make|adjust|correct|bump|raise|lower|increase|decrease|reduce|cut|mark|close|add|create|open|start|log|park|snooze|bring|drag|take|advance|promote|extend|postpone|delay|switch|drop|accept|record|save|delete|remove|send)";
    private const string Stages = "(?<stage>closed[- ]won|won|discovery|qualification|qualified|demo|proposal|negotiations?|(?:the )?(?:next|previous) stage)";
    private const string Role = @"(?<role>champions?|sponsor|economic buyers?|budget (?:holder|owner)|decision[- ]?makers?|decider|blocker|gatekeeper|procurement|purchasing|legal|influencer|end[- ]user|user)\b(?: (?:contact|person|lead))?";
    private const string Name = @"\p{L}[\p{L}'’.-]*(?: (?!is\b|as\b|should\b)\p{L}[\p{L}'’.-]*){0,3}?";

    /// <summary>What comes before the request itself.</summary>
    [GeneratedRegex(@"^\s*(?:(?:hi|hey|hello|ok(?:ay)?|alright|right|so|well|now|then|and|also|but|please|pls|plz|kindly|just|quickly|yes|yep|sure|great|good|(?:can|could|would|will|may) (?:you|we|i)(?: please| pls| kindly)?|i(?:'d| would) like (?:you )?to|i (?:want|need) (?:you )?to|(?:you|we) (?:can|should|may|need to|have to|must)|let's|lets|go ahead and)\b[\s,.!:]*)+", RegexOptions.IgnoreCase)]
    public static partial Regex Lead();

    [GeneratedRegex(@"[\s,]*(?:please|pls|plz|thanks(?: a lot)?|thank you|thx|ta|cheers|correct that please|asap)[\s.!?]*$", RegexOptions.IgnoreCase)]
    public static partial Regex Trail();

    /// <summary>Asks somebody to do it, although it may end in a question mark.</summary>
    [GeneratedRegex(@"\b(?:please|pls|plz|kindly|bitte)\b|^\W*(?:(?:hi|hey|ok(?:ay)?|so|and|also|then)\W+)*(?:can|could|would|will|may) (?:you|we|i)\b", RegexOptions.IgnoreCase)]
    public static partial Regex AsksTo();

    /// <summary>Asks for an answer, not for a change.</summary>
    [GeneratedRegex(@"^\W*(?:(?:hi|hey|ok(?:ay)?|so|and|also|then|but)\W+)*(?:what|whats|what's|wat|when|where|who|who's|whose|why|how|which|should|shall|(?:did|do|was|were|has|have|had)(?! (?:an?|the|at|in|on|just|another|some|good|great|lunch|coffee|my)\b)|does|is|are|am|any|will|would|could|can|if|in case|when|once|unless|as soon as|suppose|imagine|tell me|show me|explain|list|draft|write|summari[sz]e|find|search)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Asks();

    /// <summary>Weighs a change without asking for it.</summary>
    [GeneratedRegex(@"\b(?:what if|would it|would you|do you think|should (?:i|we)|i wonder|wondering|thinking (?:about|of)|considering|perhaps|maybe|might|possibly|probably|not sure|if (?:we|i|they|you|it|he|she|that)\b|i (?:think|guess|believe)|(?:could|would) have|hopefully|i hope|they (?:want|plan|intend|hope)|yesterday|last (?:week|month|time|quarter))\b", RegexOptions.IgnoreCase)]
    public static partial Regex Weighs();

    [GeneratedRegex(@"\b(?:don'?t|do not|never|shouldn'?t|should not|must not|mustn'?t|can'?t|cannot|not yet|no need to|stop|without)\s+(?:\w+\s+){0,2}?" + Verb + @"(?:ing)?\b", RegexOptions.IgnoreCase)]
    public static partial Regex Negated();

    [GeneratedRegex(@"(?<!\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d{1,2})[,;]\s+|(?<!\b(?:st|mr|mrs|ms|dr|w))[.!?:]\s+|\s+[-–—]\s+|\n+|\s+(?=(?:because|since (?!\w*\d)|as they|as he|as she|so that)\b)", RegexOptions.IgnoreCase)]
    public static partial Regex Break();

    /// <summary>A question at the end of a request.</summary>
    [GeneratedRegex(@",?\s+and\s+(?:also\s+|then\s+)?(?<question>(?:what|who|when|where|why|how|which)\b[^.!?]*\?)\s*$", RegexOptions.IgnoreCase)]
    public static partial Regex AndAsks();

    [GeneratedRegex(@"\s+and\s+(?:also\s+|then\s+)?(?=" + Verb + @"\s)|\s*;\s*|,\s+(?:then|also)\s+", RegexOptions.IgnoreCase)]
    public static partial Regex Between();

    [GeneratedRegex(@"\b(?:wait(?:s|ing)?|left|outstanding|needs?|pending|still|suggest(?:ions?|ed)?|proposals?|propos(?:e|ed)|approv\w*|approvals?|inbox|haven['’]?t|looked|look|await\w*|decision|undecided|changes|updates|decide|decisions|sign(?:ed)? off|okay|list|queue|waits?|all)\b", RegexOptions.IgnoreCase)]
    public static partial Regex PendingWords();

    /// <summary>Asks what waits for a decision, on all deals or on one.</summary>
    [GeneratedRegex(
        @"\b(?:what|whats|anything|something|everything|things?|stuff|there|is|are|any|what['’]s)\b[^?.]{0,30}\bpending\b(?! (?:on|for) (?:my|our) (?:side|part|end|plate))" +
        @"|^\W*(?:show |list |see )?(?:me )?(?:the |my |our |all )*pending\b" +
        @"|\b(?:what|which|anything|something|everything|how (?:many|much))\b[^?.]{0,40}\b(?:i|we) (?:have to |need to |must |should |still |can )*(?:approve|decide|sign off|okay)\b" +
        @"|\b(?:do|must|should|can|shall|what must|what should|what can|what do) (?:i|we) (?:have to |need to |still )*(?:approve|decide(?: on)?|sign off|okay)\b(?:\s+(?:anything|something|now|today|here|next|first))*\W*$" +
        @"|\b(?:any|my|list|show|what|which|open|new|how many|see|all|your|are there)\b[^?.]{0,24}\bsuggestions\b(?:\s+(?:for (?:me|us)|waiting|wait|left|open|pending|today|now|yet|of yours|from you|are there|here|on (?:this|my)|to (?:review|decide|approve)|do i have|do you have))*\W*$" +
        @"|\b(?:what|whats|what['’]s|anything|something|things?|how (?:much|many)(?: things)?)\s+(?:(?:is|are|still|there|that|currently|now)\s+)*wait(?:s|ing)?\s+(?:(?:for|on)\s+(?:me|us|my (?:approval|decision|ok)|approval|this|it|a decision)\b|here\b|(?:at|on)\s+\p{L})" +
        @"|\bhow many (?:proposals|approvals|suggestions|changes)\b[^?.]{0,20}\b(?:wait|waiting|open|pending|left|for me|do i have|are there)\b" +
        @"|\b(?:my|the)\s+(?:(?:open|pending)\s+)?(?:approvals?|approval (?:list|queue|inbox))\W*$",
        RegexOptions.IgnoreCase)]
    public static partial Regex AsksPending();

    /// <summary>Means what the user who asks may decide.</summary>
    [GeneratedRegex(@"\b(?:for|on|from) (?:me|my)\b|\bmy (?:approval|approvals|decision|ok|inbox|suggestions|desk)\b|\b(?:do|must|should|can|shall) i\b|\bi (?:have to|need to|must|should|still)\b", RegexOptions.IgnoreCase)]
    public static partial Regex ForMe();

    [GeneratedRegex(@"^\W*(?:(?:yes|ok(?:ay)?|please|pls|just|then|so|can you|could you|go ahead and)\W+)*(?:approve|confirm|apply|reject|decline|undo|revert|accept|dismiss|discard|withdraw|remove|delete|drop|cancel|take back|decide on)\s+(?:(?:all|every|each|any|both|that|this|the|those|these|my|your|of)\s+)*(?:[\p{L}'’-]+\s+){0,3}?(?:proposals?|suggestions?|pending\b.*|approvals?|change requests?)\b(?!\s+stage)|^\W*(?:(?:yes|ok(?:ay)?|please|pls|just|then|so|can you|could you|go ahead and)\W+)*(?:approve|confirm|apply|reject|decline|undo|revert|accept)\s+(?:it|that|this|them|those|all|everything|both|the (?:first|second|last|proposals?|suggestions?|changes?|proposed|suggested)|yourself|my)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Decides();

    [GeneratedRegex(@"\bwithout (?:asking|(?:my |an? |any )?approval|(?:my |a )?confirm\w*|waiting|bothering|me having)\b|\b(?:don'?t|do not|no need to|never) (?:ask|wait for|bother)\b|\b(?:skip|bypass|ignore|forget)\w* (?:the )?approvals?\b|\bno approval\b|\bdirectly in(?:to)? the (?:crm|system|database|store)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Bypasses();

    [GeneratedRegex(@"^(?:now\s+|directly\s+)?(?:(?:re-?)?send|forward|fire off|mail out|e-?mail|text|call|phone|ring)\s+(?!me\b)|\band (?:then )?send (?:it|them|that)\b(?! me)|\b(?:fire|shoot|send) (?:[\w'’]+ ){1,4}off\b(?! to me\b)|\bfrom my (?:mailbox|inbox|mail account|address)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Sends();

    [GeneratedRegex(@"^(?:completely\s+)?(?:delete|erase|wipe|purge|remove|get rid of|trash)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Deletes();

    [GeneratedRegex(@"^(?:export|download|dump|print out|copy|back ?up)\b|\b(?:as (?:an? )?(?:csv|excel|spreadsheet)|to (?:an? )?(?:csv|excel|spreadsheet))\b", RegexOptions.IgnoreCase)]
    public static partial Regex Exports();

    [GeneratedRegex(@"\bdo (?:exactly |just )?(?:what|as|everything)\b.*\b(?:asks?|says?|said|wants?|wrote|writes|tells?|requests?|demands?)\b|\bfollow (?:the|his|her|their) instructions?\b|\bgive yourself\b|\bignore (?:all |your |the )?(?:previous |prior )?(?:rules|instructions)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Obeys();

    [GeneratedRegex(@"\b(?:enforceable|legal advice|legally (?:binding|allowed|ok)|is it legal|sue (?:them|us)|under \w+ law|lawsuit|(?:would|will|does) (?:a|the) (?:court|judge))\b", RegexOptions.IgnoreCase)]
    public static partial Regex Legal();

    [GeneratedRegex(@"\b(?:buy|sell|hold|invest in)\b.*\b(?:shares?|stocks?)\b|\b(?:stock|share) (?:price|market)\b|\bcrypto\b", RegexOptions.IgnoreCase)]
    public static partial Regex Invests();

    [GeneratedRegex(@"\b(?:home address|private (?:address|phone|number|e-?mail|life)|where does \w+(?: \w+)? live|birthday|date of birth|salary|religion|passport|married|political)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Private();

    [GeneratedRegex(@"^(?:remind me|remember(?= to| that)|reminder(?=\s*:)|to-?do(?=\s*:)|(?:please )?don'?t let me forget|make sure (?:that )?i(?: don'?t forget)?|note to self|(?:log|note|make a note|write down|record|jot down)(?= that|\s*:|\s+down)(?: down)?|put (?:it |this )?on my (?:list|to-?do(?: list)?)|(?:(?:add|create|make|set up|log|open|put in|put|enter|give me|set|get)\s+)?(?:me\s+)?(?:an?\s+|the\s+|another\s+)?(?:new\s+)?(?:tasks?|to-?dos?|reminder|follow-?up task)(?= for| on| at| to|\s*[:,-]| that| me))(?:\s+for me)?", RegexOptions.IgnoreCase)]
    public static partial Regex Task();

    [GeneratedRegex(@"^(?:\s*(?:for|on|at)\s+(?:the\s+)?(?!(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|next|\d)(?<deal>[^,:;]{2,60}?)(?=\s*[,:;]|\s+to\s|\s+-\s))?\s*[,:;-]?\s*(?:(?:to|that|about)\s+)?", RegexOptions.IgnoreCase)]
    public static partial Regex TaskHead();

    [GeneratedRegex(@",?\s*(?:and\s+)?(?:(?:it|this|that|which)\s+)?(?:has to|must|needs to|should|to) be (?:done|finished|ready|sorted)\s*(?=$|[,.])|\s*,?\s*(?:deadline|due)\s*[:is]*\s*$|[\s,]+(?:by|on|until|till|before|due|at|latest|for|the)\s*$", RegexOptions.IgnoreCase)]
    public static partial Regex TaskTail();

    [GeneratedRegex(@"^(?:(?:set|make|change|update|put|log|note|define|write|adjust|enter)\s+)?(?:(?:the|our|a|as)\s+)*(?:(?<deal>(?!the\b|our\b)[\p{L}\p{N}][^:=]{1,50}?)(?:'s|’s)?\s+)?next steps?(?:\s+(?:is|are|now)\b|\s+(?:of|for|on|at|with|in)\s+(?:the\s+)?(?<deal>[^:=]{2,60}?)(?=\s+(?:should be|is|will be|to|as|-)\s|\s*[=:,])|\s+(?<deal>[^:=,]{2,60}?)(?=\s*[=:]))?\s*(?:should be|is now|is|will be|to be|to|as|=|:|->|-|,|→)+\s*(?:to\s+)?(?<step>.+)$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    public static partial Regex NextStep();

    [GeneratedRegex(@"^(?:put|set|log|note|add|make|record|enter|write)\s+(?:down\s+)?[""“']?(?<step>.+?)[""”']?\s+as (?:the\s+|our\s+|its\s+)?next step(?:\s+(?:for|on|at|of|in|with)\s+(?:the\s+)?(?<deal>.+?))?[.!\s]*$", RegexOptions.IgnoreCase)]
    public static partial Regex AsNextStep();

    [GeneratedRegex(@"^(?:(?:create|open|start|add|log|set up|make|register|enter|record|there(?:'s| is)|(?:we|i)(?:'ve)? (?:have|got|found))\s+(?:me\s+|us\s+)?(?:an?\s+|the\s+|another\s+)?(?:brand[- ])?(?:new\s+)?|new\s+)(?:deal|opportunity|opp)\b", RegexOptions.IgnoreCase)]
    public static partial Regex NewDeal();

    [GeneratedRegex(@"\b(?:called|named|name it|title)\s+[""“']?(?<name>[^""”,;:]{2,120}?)[""”']?(?=\s*(?:[,;:]|$|\b(?:worth|for|at|with|over|about|closing|to close|expected)\b))", RegexOptions.IgnoreCase)]
    public static partial Regex Called();

    [GeneratedRegex(@"\b(?:at|with|from)\s+(?:the\s+)?(?<account>(?!all\b)[\p{L}\p{N}][^,;:]{1,60}?)(?=\s*(?:[,;:(]|$|\b(?:worth|for|called|named|over|about|closing|to close|expected|of|around|that|by|in|please|pls)\b|[€$£]|\d))", RegexOptions.IgnoreCase)]
    public static partial Regex AtAccount();

    [GeneratedRegex(@"\bfor\s+(?:the\s+)?(?<what>[\p{L}\p{N}][^,;:]{1,80}?)(?=\s*(?:[,;:(]|$|\b(?:worth|at|with|called|named|over|about|closing|to close|expected|around|please|pls)\b|[€$£]|\bfor\b))", RegexOptions.IgnoreCase)]
    public static partial Regex ForWhat();

    [GeneratedRegex(@"^(?:(?:add|create|enter|save|register|put|include|log)\s+(?:in\s+)?(?:(?:an?|the|another)\s+)?(?:new\s+)?(?:(?:contact|person|stakeholder)\b\s*[:,-]?\s*)?|(?:(?:there(?:'s| is)|(?:we|they)(?:'ve)? (?:have|got))\s+an?\s+)?new\s+(?:contact|person|stakeholder|colleague)\b\s*[:,-]?\s*)(?<rest>.+)$", RegexOptions.IgnoreCase)]
    public static partial Regex AddPerson();

    [GeneratedRegex(@"^(?:\s*(?:for|at|on|in|to|under)\s+(?:the\s+)?(?<deal>[^:,]{2,60}?)\s*[:,-]\s*)(?=\p{L})", RegexOptions.IgnoreCase)]
    public static partial Regex PersonPlaceFirst();

    [GeneratedRegex(@"[\s,]+(?:to|at|for|into|in|under|on|from)\s+(?:the\s+)?(?<deal>(?!it\b|sales\b|finance\b|charge\b)[\p{L}\p{N}][^,;]{1,60}?)(?:\s+(?:as (?:an? )?(?:new )?contact|deal|account|contacts|please|pls))*\s*[.,;!]*\s*$", RegexOptions.IgnoreCase)]
    public static partial Regex PersonPlaceLast();

    [GeneratedRegex(@"[^\s@<>(),;:""]+@[^\s@<>(),;:""]+\.[\p{L}]{2,}", RegexOptions.IgnoreCase)]
    public static partial Regex Email();

    [GeneratedRegex(@"^(?:an?|the|another|new)?\s*(?:tasks?|notes?|reminder|deal|opportunity|discount|meeting|call|date|product|line|filter|amount|stage|text|that|it|this|\d)\b", RegexOptions.IgnoreCase)]
    public static partial Regex NoPerson();

    [GeneratedRegex(@"\b(?:mark|set|log|close|put|record|move|flag|book|write)\b.*?\b(?:as\s+|to\s+|in\s+)?(?:closed[- ])?lost\b|(?<!\b(?:that|which|who|what) )\b(?:is|'s)\s+(?:now\s+|definitely\s+|sadly\s+)?(?:lost|dead)\b|^(?:sadly |unfortunately |bad news )?we(?:'ve| have)?\s+(?:just\s+|sadly\s+)?lost\b|^(?:just\s+)?lost\s+(?:it|the|this|to)\b|\b(?:give|giving|gave) up on\b|\bfell through\b|^(?:kill|bury)\b|\boff the table\b|\b(?:said no to us|decided against us)\b|\bwrite (?:it|\w+) off\b", RegexOptions.IgnoreCase)]
    public static partial Regex Loss();

    /// <summary>A rival won, told as news: "Laura told me they picked ScanPro".</summary>
    [GeneratedRegex(@"\b(?:they|he|she|the (?:customer|client|buyer|board))(?:['’]ve| have| has)?\s+(?:just\s+|now\s+|already\s+|finally\s+)?(?:picked|chose|chosen|bought|signed with|went with|gone with|decided (?:for|on)|opted for|awarded (?:it|the contract) to)\s+(?!us\b|you\b|our\b|the\b|a\b|to\b)\p{Lu}", RegexOptions.None)]
    public static partial Regex RivalWon();

    /// <summary>Another owner, which is not proposed here.</summary>
    [GeneratedRegex(@"^\W*(?:change|set|make|switch|update|transfer|move)\b[^?]*(?<!\b(?:budget|process|product|application) )\bowner(?:ship)?\b|^\W*(?:reassign|re-assign|hand over|assign)\b(?! (?:a |the )?task)[^?]*\bto\s+\p{L}", RegexOptions.IgnoreCase)]
    public static partial Regex ChangesOwner();

    /// <summary>The end of a wait, which is not proposed here.</summary>
    [GeneratedRegex(@"^\W*(?:please\s+)?(?:(?:cancel|end|stop|lift|remove|undo|clear)\b[^?]*\b(?:park(?:ing)?|wait(?:ing)?|snooze|pause|hold)\b|un-?(?:park|snooze|pause|freeze)\b)", RegexOptions.IgnoreCase)]
    public static partial Regex EndsWait();

    [GeneratedRegex(@"\s+and\s+(?:also\s+)?(?:another|an?|one more)\s+(?:task|reminder|to-?do)\b\s*(?:for me\s+)?:?\s*", RegexOptions.IgnoreCase)]
    public static partial Regex BetweenTasks();

    [GeneratedRegex(@"^(?:s?he|they)(?:['’]s| is| are|['’]re)\s+(?:(?:the|an?|their|our|his|her|new)\s+)*", RegexOptions.IgnoreCase)]
    public static partial Regex PersonIs();

    [GeneratedRegex(@"\b(?:went|going|go|goes|gone|signed|decided|decide|chose|chosen|picked|opted|bought)\s+(?:with|for|from)\s+(?!us\b)(?<who>\p{L}[\p{L}\p{N}&.-]*)|\b(?:lost|lose)\b.*\bto\s+(?!a\b|the\b|us\b)(?<who>\p{Lu}[\p{L}\p{N}&.-]*)|\b(?:chose|picked|bought|selected|prefer(?:red|s)?)\s+(?!us\b|the\b|to\b|a\b)(?<who>\p{Lu}[\p{L}\p{N}&.-]*)|\bcompetitor\b", RegexOptions.IgnoreCase)]
    public static partial Regex Rival();

    [GeneratedRegex(@"\b(?:park|snooze|pause|shelve|freeze)\b|\b(?:leave|keep)\b(?=.*\b(?:alone|quiet|aside)\b)|^(?:revisit|come back to|get back to|wait with|rest)\b|\b(?:on|to) (?:hold|ice|the back burner)\b|\blet\b(?=.*\b(?:rest|wait|sleep)\b)|\bwake (?:it|me) up\b", RegexOptions.IgnoreCase)]
    public static partial Regex Park();

    [GeneratedRegex(@"\b(?:qualification|score|scoring|bant|champ|meddic|meddpicc)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Qualification();

    [GeneratedRegex(@"\b(?:accept|save|record|update|take over|log|put|propose|enter|write|add|note|store|keep)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Accepts();

    [GeneratedRegex(@"\b(?<key>bant|champ|meddic|meddpicc)\b(?!ion)", RegexOptions.IgnoreCase)]
    public static partial Regex FrameworkName();

    [GeneratedRegex(@"(?:^|\b(?:so|and|but|that|because|,)\s+|(?<=[,;]\s*))(?<who>(?!it\b|he\b|she\b|they\b|who\b|there\b|this\b|that\b|next\b|the\b|our\b)" + Name + @")\s+(?:is|=|became|becomes|has become|turned into|turned out to be|will be|acts as|should be)\s+(?:(?:now|also|actually|clearly|really|the|our|a|an|new|here|still|their|only)\s+)*" + Role, RegexOptions.IgnoreCase)]
    public static partial Regex IsRole();

    [GeneratedRegex(@"^(?:make|mark|set|record|put|note|flag|log|add|list|enter|tag|name|change|register|treat|count|save)\s+(?<who>(?!it\b|that\b|this\b|the\b|a\b)" + Name + @")(?:'s role)?\s+(?:down\s+)?(?:(?:as|=|to|to be|into|in as)\s+)?(?:(?:the|our|an?|new|their)\s+)*" + Role, RegexOptions.IgnoreCase)]
    public static partial Regex AsRole();

    [GeneratedRegex(@"^(?:(?:set|make|change|record|note)\s+)?(?:the|our|their|new)?\s*(?:new\s+)?" + Role + @"(?:\s+(?:there|here|now|(?:at|for|on|in|of)\s+(?:the\s+)?(?<deal>[^,;]{2,50}?)))?\s*(?:\bis\b|=|:|\bto\b)\s*(?:now\s+)?(?<who>\p{L}[\p{L}'’.-]*(?:\s\p{L}[\p{L}'’.-]*){0,3})", RegexOptions.IgnoreCase)]
    public static partial Regex RoleIs();

    [GeneratedRegex(@"(?:^|[.!;,]\s+|\b(?:that|because|so|note|log|record)\s+)(?<who>\p{Lu}[\p{L}'’-]+(?:\s(?:(?:van|von|de|der|da|di)\s)*\p{Lu}[\p{L}'’-]+){0,2})\s+(?:(?:has|have|is|just|has just|sadly|unfortunately|also)\s+)*(?:(?:left|leaving|leaves|quit|quitting|resigned|departed from|retired from)\s+(?:(?:the|her|his|their)\s+(?:company|firm|business|job|post|team there)|them|(?:at|from)\s+(?<deal>\p{Lu}[^,;.!?]{1,60}?)|(?<deal>\p{Lu}[^,;.!?]{1,60}?))|(?:no longer|not)\s+(?:works?|working|employed|there|with|at)\s*(?:at|for|with|by)?\s*(?:there|them|the (?:company|firm)|(?<deal>\p{Lu}[^,;.!?]{1,60}?))?|does(?:n['’]?t| not) work (?:there|here|for them|for the company|(?:at|for) (?<deal>\p{Lu}[^,;.!?]{1,60}?)) (?:any ?more|any longer))(?=\s*(?:[,;.!]|$|\b(?:on|at the end|last|yesterday|today|in|by|since|for good|any)\b))|^(?:mark|note|log|record|set|flag)\s+(?<who>\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+){0,2})\s+(?:down\s+)?as\s+(?:gone|left|departed|having left|no longer there)\b(?:\s+(?:at|from)\s+(?<deal>[^,;.!?]{2,60}))?")]
    public static partial Regex Left();

    [GeneratedRegex(@"\b(?:at|for|on|in|of|with|to)\s+(?:the\s+)?(?<deal>[\p{L}\p{N}][^,;]{1,60}?)(?=\s*(?:[,;.!]|$|\b(?:now|please|pls|deal|not|and)\b))", RegexOptions.IgnoreCase)]
    public static partial Regex AtDeal();

    [GeneratedRegex(@"\b(?:(?:expected\s+)?clos(?:e|ing)[- ]?dates?|clos(?:e|es|ing)|date of closing|signing date|expected (?:close|date)|target date|\bdate)\b", RegexOptions.IgnoreCase)]
    public static partial Regex CloseDate();

    [GeneratedRegex(@"\b(?:move|push|pull|shift|slip|set|put|change|update|make|adjust|correct|bring|drag|extend|postpone|delay|switch|fix|bump|reschedule|should be|is now|needs to be|has to be|to be|closes|will close|should close|slips|slipped|=|->|→)(?:\b|\s)", RegexOptions.IgnoreCase)]
    public static partial Regex SetsDate();

    [GeneratedRegex(@"\b(?:move|push|pull|shift|slip|bring|drag|extend|postpone|delay|reschedule|slips|slipped)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Moves();

    [GeneratedRegex(@"\bby\s+(?:another\s+)?(?<sign>-)?(?<n>\d{1,3}(?:[.,]\d+)?)\s?(?:%|percent|pct)", RegexOptions.IgnoreCase)]
    public static partial Regex ByPercent();

    [GeneratedRegex(@"\b(?:lower|decrease|reduce|cut|drop|knock|take|down|less)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Down();

    [GeneratedRegex(@"\b(?:(?:out|back|forward|later|earlier|ahead|by|another|a further|for)\s+)*(?<n>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a few|a couple of|half a)\s+(?:more\s+)?(?<unit>day|week|month|quarter|year)s?\b(?:\s+(?:out|back|later|earlier|forward|sooner|ahead))?", RegexOptions.IgnoreCase)]
    public static partial Regex Span();

    [GeneratedRegex(@"\b(?:earlier|sooner|forward|pull)\b|\bbring (?:it |the )?(?:\w+ ){0,4}(?:in|ahead)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Earlier();

    [GeneratedRegex(@"\b(?:moves?|(?:has |have )?moved (?:on )?|push|shift|put|set|bring|take|advance|promote|progress|bump|transfer|drag|change|switch|place|flip|update|reflect|stage|belongs?|goes|go|(?:is|are) ready|should be|(?:is|are) now|(?:is|are)(?= in \w+ now\b)|we(?:'re| are) now)\b.*?(?:\b(?:to|into|in|onto|for|as|at|is)|=|:|->|→)\s+(?:the\s+)?(?:stage\s+)?" + Stages + @"\b(?:\s+stage)?(?!\s+(?:call|meeting|date|document|team|amount|is|was|by|of)\b)", RegexOptions.IgnoreCase)]
    public static partial Regex ToStage();

    [GeneratedRegex(@"\b(?:move|advance|promote|progress|transfer|shift|push|change|set|put)\b\s+(?<deal>.+?)\s+(?:back\s+)?(?:to|into|in)\s+(?:the\s+)?(?:stage\s+)?(?<stage>\p{L}[\p{L}-]{3,}(?:\s+\p{L}+)?)\s*(?:stage)?\s*[.!]*$", RegexOptions.IgnoreCase)]
    public static partial Regex ToWord();

    [GeneratedRegex(@"\b(?:mark|set|close|log|put|book|flag|record|move)\b.*?\b(?<stage>won)\b|^(?:great news |good news |yay )?we(?:'ve| have)?\s+(?:just\s+)?(?<stage>won)\b|(?<!\b(?:that|which|who|what) )\bis\s+(?:now\s+)?(?<stage>won)\b|^(?<stage>won)\s+(?:it|the|this)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Won();

    [GeneratedRegex(@"\b(?:move|push|pull|shift|slip|set|put|change|update|make|adjust|correct|bump|raise|lower|increase|decrease|reduce|cut|drop|knock|mark|close[sd]?|closing|park|snooze|pause|shelve|freeze|bring|drag|take|advance|promote|progress|transfer|extend|postpone|delay|switch|accept|record|save|log|propose|write|enter|reschedule|fix|edit|lost|lose|won|won't|dead|hold|ice|current|present|expected|forward|backward|later|earlier|further|another|more|few|couple|belongs?|can|go|goes|ready|should|must|let|rest|sleep|give|gave|up|on|as|we've|have|needs?|sadly|definitely|bit|signs?|decides?|accordingly|alone|quiet|aside|says|looks|leaves|makes|settle[sd]?|agreed|please|bitte|fix|give)\b", RegexOptions.IgnoreCase)]
    public static partial Regex CommandWords();

    /// <summary>Several deals at once.</summary>
    [GeneratedRegex(@"\b(?:deals|opportunities|opps|all of (?:them|my|our)|all (?:my|our)|(?<!\bof )everything|every (?:deal|opportunity)|each (?:deal|opportunity))\b", RegexOptions.IgnoreCase)]
    public static partial Regex Several();

    /// <summary>What has a day of its own, which is not the deal's.</summary>
    [GeneratedRegex(@"\b(?:meeting|call|appointment|visit|demo|workshop|session|tasks?|next step|e-?mail|invite|reminder|training|list)\b", RegexOptions.IgnoreCase)]
    public static partial Regex OtherDates();

    [GeneratedRegex(@"\b(?:nothing|nobody|won['’]?t|will not) .{0,12}\b(?:move|shift|budge)\b", RegexOptions.IgnoreCase)]
    public static partial Regex StandsStill();

    [GeneratedRegex(@"\b(?:please|pls|plz|kindly)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Courtesy();

    [GeneratedRegex(@"^(?:if|in case|when|once|unless|as soon as|should (?:he|she|they|it|we)|provided)\b|\b(?:if|unless|once|as soon as|provided (?:that )?|only when) (?:we|i|they|you|it|he|she|the|this|that|legal|procurement)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Conditional();

    [GeneratedRegex(@"\s+(?:as (?:an? |the )?(?:new )?(?:contact|person|stakeholder)|to (?:the|our) contacts?)\b", RegexOptions.IgnoreCase)]
    public static partial Regex AsContact();

    [GeneratedRegex(@"^(?<name>\p{L}[\p{L}'’.-]+(?:\s\p{L}[\p{L}'’.-]+){1,3}?)\s+(?:as|is|their|the|-)\s+(?:(?:the|their|an?|new)\s+)*(?<title>.{2,60})$", RegexOptions.IgnoreCase)]
    public static partial Regex NameThenTitle();

    [GeneratedRegex(@"\b(?:set|put|change|update|make|adjust|correct|bump|raise|lower|increase|decrease|reduce|cut|drop|bring|take|knock|fix|edit)\b", RegexOptions.IgnoreCase)]
    public static partial Regex SetsValue();

    [GeneratedRegex(@"\b(?:amount|value|volume|deal size|worth)\b", RegexOptions.IgnoreCase)]
    public static partial Regex AmountField();

    [GeneratedRegex(@"\b(?:is now|is|will be|shall be|should be|should read|needs to be|has to be|to be|becomes?|now|goes (?:up|down) to|drops? to|grew to|grows to|comes? down to)\b|=|:|->|→", RegexOptions.IgnoreCase)]
    public static partial Regex IsNow();

    [GeneratedRegex(@"\bby\s+(?:another\s+|a further\s+)?[€$£]?\s*$", RegexOptions.IgnoreCase)]
    public static partial Regex EndsWithBy();

    [GeneratedRegex(@"(?:\b(?:back|again|over|up|down)\s+)*(?:\b(?:to|into|in|onto|for|as|at|stage)|=)\s+(?:the\s+)?(?:stage\s+)?$", RegexOptions.IgnoreCase)]
    public static partial Regex EndsWithTo();

    [GeneratedRegex(@"\b(?:here|there|this deal)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Here();

    [GeneratedRegex(@"^(?:(?:on|by|until|before)\s+)?to\s+", RegexOptions.IgnoreCase)]
    public static partial Regex TaskLead();

    [GeneratedRegex(@"\b(?:that|this|it|those|them)\b", RegexOptions.IgnoreCase)]
    public static partial Regex Pointing();

    [GeneratedRegex(@"\b(?:mon|tues?|wed|thu(?:rs?)?|fri)\b\.?", RegexOptions.IgnoreCase)]
    public static partial Regex ShortDay();
}
