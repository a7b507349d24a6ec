using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Updates;

/// <summary>What keeps a line from being a fact about this deal.</summary>
[Flags]
internal enum Doubt
{
    None = 0,

    /// <summary>Only thought, hoped or supposed.</summary>
    Guessed = 1,

    /// <summary>Asked.</summary>
    Asked = 2,

    /// <summary>Hangs on something else.</summary>
    Conditional = 4,

    /// <summary>Told by people who have no part in it.</summary>
    Hearsay = 8,

    /// <summary>About another deal, company or project.</summary>
    Foreign = 16,

    /// <summary>About former times.</summary>
    Past = 32,

    /// <summary>Taken back later in the same text.</summary>
    Withdrawn = 64,

    /// <summary>Not meant.</summary>
    Sarcastic = 128,
}

/// <summary>
/// Marks the lines that something speaks against: features of the model, which weighs them against what else the line says. A doubt that
/// may reach a line is taken to reach it.
/// </summary>
internal static class Doubts
{
    private static readonly CueSet Guessing = CueSet.Of(
        "(guess|guessing|maybe|perhaps|possibly|probably|presumably|conceivably|hopefully|ideally|likely|unlikely|theoretically|hypothetically|wondering|daydreaming|dreaming|toying|rumour|rumor|supposedly|apparently|allegedly|reportedly)", "(he|she|they) [also] (reckons|reckon|thinks|think|suspects|suspect|believes|believe|hopes|hope|expects|guesses)", "(i|we|he|she|they|it|that|this|there|you|who|which|board|team|cfo|ceo|boss|management) (may|might|could|would)", "(might|would|could) (be|have|well|then|also|even|go|sign|come|take|land|get|need|want|prefer|love)",
        "(i|we|he|she|they) [still|really|do|also|all] (hope|hopes|wish|wishes|suspect|suspects|reckon|reckons|assume|imagine|imagines|bet|expect to|doubt|doubts)", "(hoping|hope) (to|for|that|we|it|you|they)", "(my|his|her|our) (gut|feeling|hunch|guess|bet|money is on|hope|dream)", "(i|we) would (guess|say|bet|think|imagine|expect|love|like|want|prefer)", "(i|we) (think|believe|feel|suppose) .2 (could|might|should|would|may)", "(feels|looks|sounds|seems|smells) (like|as|to)",
        "in theory", "or so$", "(ball park|ballpark|finger in the air|back of an envelope|napkin)", "(with .3 luck|fingers crossed|touch wood|knock on wood|all being well|if all goes)", "(thinking|think|thought) .1 (about|of|aloud|out loud)", "(playing|toy|toying|flirting) with", "(considering|contemplating|weighing|pondering|exploring)", "(what if|suppose|imagine|were we to|say we|let us say)",
        "should (be|have) .2 (able|signed|done|ready|through|possible)", "(we will|will) see$", "(not|nothing|none) .3 (decided|official|final|certain|fixed|agreed|settled|confirmed|clear|sure)", "(unofficial|unofficially|off the record|between us|between you and me|undecided|tentative|tentatively|provisional|provisionally|pencilled|pencil)", "do not (write|note|quote|put) .3 (down|me|anywhere|that|it)", "(no idea|hard to say|who knows|god knows|heaven knows|remains to be seen|too early|up in the air|open question)",
        "(i|we) (am|are) (curious|only asking|just asking|leaning|inclined|tempted)", "(could|may|might) well", "would not be surprised", "at some point", "some (time|day)", "(aim|aiming|target|targeting|shooting|try|trying|planning) (for|to)", "(idea|plan|thought|vision|wish|option|scenario) (is|was|would)", "(my|his|her|a) theory", "as good as");

    private static readonly CueSet Conditions = CueSet.Of(
        "(if|unless|provided|providing|assuming|supposing|whether)", "(subject to|contingent|conditional on|conditional upon|depending|depends|hinges|dependent)", "(as long as|so long as|on condition|in case|in the event|only when|only once|only after)", "once .6 (approv*|sign*|nod*|agree*|release*|release|confirm*|decided|clear*|through|done|know)", "(pending|awaiting|waiting for) .4", "(needs|need|requires|require|must|has to|have to) .3 (approval|approve|nod|nods|agree|green light|blessing)", "^(were|should|had) (we|i|he|she|they|you|the|it)", "when .4 (approves|agrees|nods|says yes|has approved|have approved|gives)");

    /// <summary>Conditions that politeness and sequence put into sure sentences.</summary>
    private static readonly CueSet NoCondition = CueSet.Of("if (you|anything|that) (like|want|need|wish|have|is fine|suits|works|is ok|is okay)", "if (possible|needed|necessary|not|any|i may)", "(see|check|ask|know|tell|asked|wonder) (if|whether)", "(even|as) if", "should i not hear", "should you (have|need|want)", "let (me|us) know (if|whether)", "no matter (if|whether)");

    private static readonly CueSet Rumours = CueSet.Of(
        "(rumour|rumours|rumor|rumors|gossip|grapevine|hearsay|scuttlebutt|tittle tattle)", "(i|we|one) (heard|hear|hears|overheard|gather)", "(people|somebody|someone|folks) (say|says|said|tell|tells|told|claim|claims|reckon|reckons|whisper)", "(word|talk|story|whisper|whispers) (is|has|goes|in|on)", "(had|has|have) it from", "(chap|guy|bloke|man|woman|neighbour|friend|cousin|driver|receptionist) [also] (reckons|claims|claimed|swears|thinks|suspects|believes)",
        "(is|are|was) (said|rumoured|rumored|supposed|believed|reported|thought) to", "(seen|spotted) .3 (talking|with|at)", "(pinch|grain|bucket|spoon|truck) .1 of salt", "(a|some|one|former|ex) .3 (competitor|auditor|caterer|supplier|taxi driver|journalist|acquaintance|headhunter|recruiter|ex colleague) .4 (says|said|told|mentioned|claims|heard|thinks)", "second hand|third hand", "according to (a|an|some|the .2 (paper|papers|press|caterer|driver|neighbour|receptionist|barista|linkedin|newspaper))", "linkedin", "(sat|sitting|stood|standing|seated) (next|beside|opposite)");

    private static readonly CueSet OtherThings = CueSet.Of(
        "(other|another|separate|different|unrelated|sister|parallel) (project|deal|offer|order|tender|contract|subsidiary|pot|budget|purchase|quote|proposal|initiative)", "(different|separate|unrelated|another) (matter|story|topic|company|customer|department|site)", "(sister|parent|mother) (company|firm|organisation|organization)", "(with|by|via|from|to) your (colleague|colleagues|counterpart)", "your (colleague|colleagues) .3 (from|in|at|on|hardware|service)", "(untouched|unaffected|not affected) by", "nothing to do with (you|this|us|your|our|it)", "not (about|related to|for) (you|yours|our project|this project|our deal|this deal)", "(unlike|not like) (yours|ours|this)", "(private|privately|my own|our own) (house|kitchen|car|mortgage|holiday|flat|wedding)");

    private static readonly CueSet WrongRecord = CueSet.Of("(wrong|different|other) (deal|record|account|folder|customer|company|file|place|opportunity|entry|halves|contact)", "no relation", "not (our|the) .4 (deal|account|customer|one|opportunity)", "(misfiled|mis filed|filed here by|landed here by|belongs to|belongs with|belongs under|move this|move the note)", "not to be confused", "same name", "namesake");

    private static readonly CueSet Former = CueSet.Of("(predecessor|predecessors|back then|at the time|years ago|last year|long before|previous attempt|first attempt|former times|in the old days|ages ago|history|ancient history|once upon|used to|previous project|last time|back in|that was before|in those days|a decade ago|before my time)");

    private static readonly CueSet Jokes = CueSet.Of(
        "^[oh|ah|yeah|yes|sure|well] [,] (absolutely|sure|brilliant|wonderful|fantastic|splendid|marvellous|of course|certainly|great|lovely) [,] .2 (i|we|another|because|just|and) .8 (gold|twice|double|triple|million|tomorrow|afternoon|immediately|straight away|blood|champagne)", "^oh (absolutely|sure|yes|certainly|of course|definitely|great|brilliant|wonderful|lovely|joy)", "(gold bars|pigs fly|hell freezes|monopoly money|magic wand|money tree|lottery|christmas miracle|in your dreams|april fool*|first of april|1st of april|just kidding|only joking|just joking|only kidding|pulling your leg|kidding aside|ha ha|haha|unicorn)", "and i am the (pope|queen|king|emperor)", "(as if|yeah right)");

    private static readonly CueSet TakenBack = CueSet.Of(
        "(scratch|forget|ignore|disregard|strike|cancel|scrap|delete|bin) .1 (all|everything|the above|above|that|this|it|what|my last|my previous|my earlier|my mail|my email|my message|the message)", "(all|everything) .2 (above|before|i wrote|i said) .3 (is|was) (void|obsolete|wrong|nonsense|moot|off)", "(just|only) (kidding|joking|dreaming|thinking aloud|thinking out loud|a thought|an idea|a joke|a dream|musing)", "(i|i am) (only|just) (wanted to dream|dreaming|joking|musing|thinking aloud|thinking out loud)", "(false alarm|april fool*|first of april)", "for now [,] (everything|it all|all|things|nothing)", "(nothing|none of this|none of that|none of it) .2 (is|has been|was|are) .1 (decided|official|agreed|settled|fixed|final|firm|signed off|approved)", "i (make|made|am making) (it|this|that) up", "(there is|have|has been|has|made) no decision", "everything (stays|remains) (as it|as is|as agreed|as planned|the same)", "(carry|carries|carrying) on [exactly|just] as", "we (carry on|go on|continue) .1 as (arranged|agreed|planned|before)", "(have not|has not|not yet|nobody has) .1 (decided|made up)");

    public static IReadOnlyList<UpdateLine> Mark(UpdateTalk talk, List<UpdateLine> lines)
    {
        var own = lines.ConvertAll(l => Own(talk, l));
        var (hearsay, foreign, sarcastic, withdrawn) = (new bool[lines.Count], new bool[lines.Count], new bool[lines.Count], -1);
        var wrong = lines.Exists(l => l.Voice == Voice.Record && WrongRecord.Matches(l.Tokens));
        for (var i = 0; i < lines.Count; i++)
        {
            if ((own[i] & Doubt.Hearsay) != 0)
                Spread(lines, hearsay, i, all: lines[i].Voice == Voice.Record);
            if ((own[i] & Doubt.Foreign) != 0)
                SpreadInParagraph(lines, foreign, i);
            if ((own[i] & Doubt.Sarcastic) != 0 && talk.IsEmail)
                SpreadInParagraph(lines, sarcastic, i);
            if (lines[i].Voice != Voice.Seller && TakenBack.Matches(lines[i].Tokens))
                withdrawn = i;
        }

        var topics = Topics.In(talk, lines);
        var past = lines.Where((_, i) => (own[i] & Doubt.Past) != 0).Select(l => l.Paragraph).ToHashSet();
        return [.. lines.Select((l, i) => l with
        {
            Doubts = own[i]
                | (hearsay[i] ? Doubt.Hearsay : 0)
                | (foreign[i] || wrong || topics.Contains(l.Index) ? Doubt.Foreign : 0)
                | (l.Voice == Voice.Record && past.Contains(l.Paragraph) ? Doubt.Past : 0)
                | (sarcastic[i] ? Doubt.Sarcastic : 0)
                | (i <= withdrawn ? Doubt.Withdrawn : 0)
                | (i + 1 < lines.Count && AddsCondition(lines[i + 1]) ? Doubt.Conditional : 0),
        })];
    }

    private static Doubt Own(UpdateTalk talk, UpdateLine line)
    {
        var tokens = line.Tokens;
        var doubt = Doubt.None;
        if (line.Sentence.IsQuestion)
            doubt |= Doubt.Asked;
        if (Guessing.Matches(tokens))
            doubt |= Doubt.Guessed;
        if (Conditions.Matches(tokens) && !NoCondition.Matches(tokens))
            doubt |= Doubt.Conditional;
        if (Rumours.Matches(tokens))
            doubt |= Doubt.Hearsay;
        if (OtherThings.Matches(tokens))
            doubt |= Doubt.Foreign;
        if (Jokes.Matches(tokens) || (Statements.OfSentence(line.Sentence) & StatementStatus.Sarcastic) != 0)
            doubt |= Doubt.Sarcastic;
        if (Former.Matches(tokens) || NamesPastYear(talk, tokens))
            doubt |= Doubt.Past;
        return doubt;
    }

    private static bool NamesPastYear(UpdateTalk talk, TokenList tokens)
    {
        foreach (var token in tokens)
        {
            if (token.Kind == TokenKind.Number && token.Norm.Length == 4 && int.TryParse(token.Norm, out var year) && year >= 1990 && year < talk.Text.Day.Year - 1)
                return true;
        }

        return false;
    }

    /// <summary>"That's if the board nods." takes the sentence before it with it.</summary>
    private static bool AddsCondition(UpdateLine next) =>
        next.Tokens.Count > 1 && (next.Tokens[0].Norm is "unless" or "provided" or "assuming" or "subject"
            || (next.Tokens[0].Norm is "that" or "but" or "only" or "well" or "always" or "of" && next.Tokens.Take(5).Any(t => t.Norm is "if" or "unless" or "provided" or "assuming" or "depends" or "subject")));

    private static void Spread(List<UpdateLine> lines, bool[] marks, int at, bool all)
    {
        for (var i = 0; i < lines.Count; i++)
            marks[i] |= all || Math.Abs(i - at) <= 1;
    }

    private static void SpreadInParagraph(List<UpdateLine> lines, bool[] marks, int at)
    {
        for (var i = 0; i < lines.Count; i++)
            marks[i] |= lines[i].Paragraph == lines[at].Paragraph;
    }
}

/// <summary>Finds paragraphs that a heading gives to something else: "Linz (separate offer): …" beside "Nürnberg: …".</summary>
internal static class Topics
{
    public static HashSet<int> In(UpdateTalk talk, List<UpdateLine> lines)
    {
        var own = talk.File.Deal.Name.Split([' ', '-', '–', ',', '/', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 3).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var labels = lines.GroupBy(l => l.Paragraph).Select(p => (Paragraph: p.Key, Label: Label(p.First()))).Where(p => p.Label is not null).ToList();
        if (talk.IsTalk || !labels.Exists(l => own.Any(w => l.Label!.Contains(w, StringComparison.OrdinalIgnoreCase))))
            return [];
        var foreign = labels.Where(l => !own.Any(w => l.Label!.Contains(w, StringComparison.OrdinalIgnoreCase))).Select(l => l.Paragraph).ToHashSet();
        return [.. lines.Where(l => foreign.Contains(l.Paragraph)).Select(l => l.Index)];
    }

    private static string? Label(UpdateLine line)
    {
        const int longest = 70;
        var colon = line.Words.IndexOf(':', StringComparison.Ordinal);
        return colon is > 1 and < longest && char.IsUpper(line.Words.TrimStart('-', '*', '•', ' ')[0]) ? line.Words[..colon] : null;
    }
}
