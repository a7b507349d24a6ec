using Agent.Core.Changes;
using Agent.Core.Deals;
using Agent.Core.Insight.Reading;

namespace Agent.Core.Insight.Updates;

/// <summary>
/// Reads that the deal is in a later stage: signed, agreed by word, or past the exit criterion of its stage. What meets a criterion follows
/// from its words, because stages are the team's own: "the prospect asked about pricing" is met by a question about the price.
/// </summary>
internal static class StageReader
{
    private static readonly CueSet Signed = CueSet.Of(
        "(contract|contracts|agreement|order form|order|paperwork|papers|documents|document|copy|copies|offer|quote|proposal|po|deal|it|that|both|them|msa) .6 (signed|countersigned|counter signed|stamped)", "(signed|countersigned|counter signed|executed|stamped) .4 (contract|contracts|agreement|order form|order|paperwork|papers|documents|copy|copies|offer|quote|proposal|version|pdf|purchase order|po|deal)", "(i|we|he|she|they|board|ceo|cfo|boss|owner|director|mayor|management) [have|has|had|just|finally|now|already|all] [just|finally|now|already] (signed|countersigned)", "(signed|countersigned) (this|today|yesterday|last|on|at|by|both|just|everything|and|it|in|here)", "(ink|signature|signatures) .3 (is|are|was|dry) .3 (dry|on it|on the|in place|there|under)", "(purchase order|po|order) .4 (attached|enclosed|placed|issued|is out|went out|number|sent|confirmed|released)", "(attached|enclosed|here is|here comes|find|please find) .5 (purchase order|po number|signed .3)", "(placed|issued|sent|released|confirm|given you) .2 (order|purchase order|the po)$", "(contract|agreement) .2 (is|was|are) .2 (in the bag|through|done|closed|sealed)", "(we|it) (is|are|have) .1 (won|closed won)", "(all|both) (signed|signatures)", "(contract|agreement|order form|order|paperwork|papers|documents|copy|copies|offer|quote|proposal) .6 (with|has|have|carries|carry|bears|bear) .3 (signature|signatures|stamp)", "(fully|duly|both) (executed|signed)", "docusign .3 (completed|complete|done|finished|executed)");

    private static readonly CueSet NotSigned = CueSet.Of("(will|would|can|could|should|shall|to|must|may|might|going to|ready to|about to|be|being|get|gets|getting|needs|need|once|until|before|when|after|as soon as|wants|want|still|yet|not|never|nobody|waiting|wait|unsigned) .5 (sign|signed|countersigned|signing|stamped)", "signed (off|up|for|in|by (you|us))", "(nda|non disclosure|confidentiality|letter of intent|loi|mou|data processing|dpa|visitor|pilot agreement|trial agreement|for receipt|guest book|attendance|card|birthday|petition|lease|tenancy)", "(please|kindly) .3 (sign|signed|countersign)", "(send|send us|need|await|awaiting|missing|expect|want) .6 (signed|countersigned|po|purchase order)");

    private static readonly CueSet AgreedByWord = CueSet.Of(
        "(verbal|verbally|oral|orally) .3 (agree|agreed|agreement|yes|ok|okay|commit|commitment|confirmed|committed|go ahead)", "(shook|shaken|shake) .2 (hands|on it|on that)", "(we|you) have a deal", "^[ok|okay|yes|right|then|so|well] [,] (deal|it is a deal|we have a deal|you have a deal|you have our order|you have the order|you got the job|you are in|consider it agreed)", "(send|prepare|draw up|draft|get|make|issue|let us have|email|mail|forward|want|need|see) .4 (contract|agreement|paperwork|contract documents|order form)", "(decided|opted|chose|chosen|gone|going|go|settled|selected|voted|agreed) .3 (you|your (offer|proposal|solution|system|company|team|product|bid|platform)|with yours|go ahead|for yours)", "(we|i|board|committee|management|team|they|he|she) [all|have|has|will|are|am|finally|now|then] [happy to|glad to|going to|decided to|agreed to|want to|would like to] (go ahead|going ahead|proceed|proceeding|moving forward|move forward|go forward) [with (you|your .2|it|this|that)]", "(you|your (offer|proposal|bid|team|company)) .3 (won|selected|chosen|preferred|first place|picked|winner|awarded|the winner|get the|got the|are our)", "(award|order|contract|job) .4 (goes|go|went|is going|yours) .1 (to you|yours)", "(we|i) .1 (accept|accepted) .3 (offer|proposal|terms|price|quote|conditions)", "(it is|that is|this is) a (yes|go|done deal)", "(yes|go ahead|green light|nod|blessing|approval) from .4 (board|cfo|ceo|boss|management|committee|director|owner|partners)", "(gave|given|got|have|has|with) .3 (green light|go ahead|thumbs up|nod)", "(terms|conditions|price|everything) .3 (agreed|accepted|settled)", "contract can be (drawn|prepared|sent|made)", "we (want|would like) to (buy|order|sign|work with you|do this with you)", "you are (our|the) (choice|preferred|first)", "(we|i) [will|then|now|just|all|gladly] (take|taking|choose|chose|buy|order) (yours|your (offer|proposal|system|solution|machine|package|product|quote)|you)", "(job|order|contract|business) is yours", "(we|i) (will|are going to|want to|am going to) do (it|this) with (you|your .2)");

    /// <summary>A polite decision, not a supposition.</summary>
    private static readonly CueSet WouldLike = CueSet.Of("(i|we) would [now|really|very much|all] (like|love|be happy|be glad) to (go|proceed|move|order|sign|buy|work|start|take|accept)");

    private static readonly CueSet AsksPrice = CueSet.Of(
        "how much (is|are|would|will|does|do|for|to)", "(how much|what) .6 (cost|costs|price|priced|charge|pay|fee|fees|rate|rates|run us|set us back|come to|pricing|expensive|budget)", "(what|which) .4 (price|prices|pricing|cost|costs|fee|fees|rates|licence model|price list|commercials|price tag|damage)", "(price|prices|pricing|quote|quotation|offer|cost|costs|commercial|commercials|figures|numbers|estimate|proposal|licence|license|ballpark) .6 (for|of|per|please|would|look|work|look like|be|is|us|me|together|send|sent)", "(send|give|get|make|prepare|quote|let|provide|share|submit|email|mail|need|have|see|put|want|receive|expect) .6 (price|prices|pricing|quote|quotation|offer|cost|costs|commercials|figures|estimate|proposal|price list|tariff|numbers)", "(quote|price) (us|me|it|this|that) .3", "(per|by) (seat|user|head|site|licence|license|unit|truck|bed) .4", "where .3 (price|cost)", "what is the (damage|tariff|bill|tab)");

    private static readonly CueSet PriceWords = CueSet.Of("(price|prices|priced|pricing|quote|quotation|offer|cost|costs|commercial|commercials|fee|fees|tariff|rate|rates|licence|license|charge|proposal|how much|numbers|figures|estimate|expensive|run us|pay)");

    private static readonly CueSet Wanting = CueSet.Of("(please|kindly)", "(can|could|would|will) you", "(what|how much|which|where)", "(i|we) .2 (need|want|would like|like|require|ask|request)", "^(send|give|make|prepare|quote|let|provide|share)", "(asked|asks|wants|wanted|wants to know|would like|requested|requests|needs) .4");

    private static readonly CueSet NoRealAsk = CueSet.Of("(curiosity|curious|bet|rough|roughly|ballpark|just asking|only asking|one day|some day|someday|hypothetically|in theory|not serious)", "(no|not) .3 (price|quote|offer|proposal)");

    private static readonly CueSet Reviewed = CueSet.Of("(went|gone|going|been|worked|looked|sat) .4 (through|over|down with|at) .3", "(redlined|redlines|marked up|reviewed|read|studied|discussed|examined|checked|compared|circulated|digested) .4 (proposal|offer|it|quote|quotation|paper|document|terms|draft|your)", "(proposal|offer|quote|quotation|document|terms|draft|conditions) .4 (reads|read|reviewed|discussed|looks|is good|was|went|passed|comments|questions|remarks|points|changes)", "(comments|questions|remarks|points|changes|feedback|redlines|mark up|markup|counter|counteroffer|counter offer|counterproposal|counter proposal) .3 (on|to|about|regarding|from|attached|below|for|:)");

    private static readonly CueSet Counters = CueSet.Of("(clause|clauses|paragraph|section|annex|term|terms|liability|payment|cap|notice period|sla|penalty|warranty|discount|rebate|conditions|price|prices|licence|duration|years|days|termination|indemnity|exit|volume) .6", "(not|cannot|can not|do not|will not|never) .3 (accept|agree|pay|sign|carry|live with|work for us)", "(we|i|they|he|she) [would|do] (want|wants|need|needs|expect|expects|propose|proposes|ask|asks|insist|insists|require|prefer|suggest|differ) .6", "(instead of|rather than|not) #", "(too (long|high|short|expensive|much|low|vague|strict))", "(strike|delete|change|reduce|cap|limit|replace|remove|amend|adjust|shorten|extend|lower) .5", "(two|three|four|some|few|several|couple) .2 (points|questions|remarks|concerns|changes|requests|comments|asks|issues)", "(except|apart from|but not|other than|only) .4", "(if you|in return|in exchange|meet us|halfway|half way|counter)");

    private static readonly CueSet Interested = CueSet.Of(
        "(interested|intrigued|keen|curious to|interests|interest|interesting)", "(would|will|do) [definitely|really|very much|also] (like|love|want|be happy|be glad|be interested) .3 (see|know|learn|hear|talk|look|understand|meet|have|discuss|speak|find)", "(want|wants|like|love|happy|glad|keen|ready|eager) to (see|know|learn|hear|talk|look|understand|meet|discuss|speak|find)", "(tell|show|send) (me|us) .3 (more|what|how|information|details|something)", "(sounds|looks) .2 (good|useful|promising|right|great|exactly|like)", "(exactly|precisely|just) what (we|i) .3 (need|looking|want|missing|search)", "(let us|when can we|can we|could we) .2 (talk|speak|meet|chat|have a call)", "(caught|got) .2 (attention|interest|me thinking)", "(we|i) (are|am|have been) .2 (looking|searching) for", "(you are|you re) right");

    private static readonly CueSet NotInterested = CueSet.Of("(not|no|never|nor|without) .3 (interested|interest|keen|need|curious)", "(unsubscribe|remove me|stop (writing|calling|mailing))", "(interest|interested) .2 (rate|rates|party|parties|only in principle)");

    public static ChangeSet? Read(UpdateTalk talk, UpdateChanges changes)
    {
        var stage = talk.File.Stage;
        if (stage.Status != DealStatus.Open)
            return null;
        var stages = talk.File.Pipeline.Stages;
        if (stages.FirstOrDefault(s => s.Status == DealStatus.Won) is { } won && ReadSigned(talk) is { } signed)
            return changes.Stage(won, "The contract is signed.", Certainty.Of(signed), signed);
        var next = stages.FirstOrDefault(s => s.Order > stage.Order && s.Status == DealStatus.Open);
        var agreement = stages.FirstOrDefault(s => s.Status == DealStatus.Open && Says(s, "verbal", "agreement"));
        if (agreement is not null && agreement.Order > stage.Order && agreement.Order - stage.Order <= 2 && ReadAgreement(talk) is { } agreed)
            return changes.Stage(agreement, "The buyer agreed by word.", Certainty.Of(agreed), agreed);
        if (next is null)
            return null;
        if (Says(stage, "pric", "cost", "quote") && ReadPriceQuestion(talk) is { } asked)
            return changes.Stage(next, $"Met to leave {stage.Name}: the buyer asks what it costs.", Certainty.Of(asked), asked);
        if (Says(stage, "counter", "reviewed", "raised questions") && ReadCounterTerms(talk) is [var first, ..] counter)
            return changes.Stage(next, $"Met to leave {stage.Name}: the buyer has read the proposal and answers with terms.", Certainty.Recorded, [first, .. counter.Skip(1).Take(2)]);
        return Says(stage, "interest", "replied") && ReadInterest(talk) is { } interest
            ? changes.Stage(next, $"Met to leave {stage.Name}: the buyer replied and shows interest.", Certainty.Of(interest), interest)
            : null;
    }

    private static bool Says(Stage stage, params string[] words) => stage.ExitCriterion is { } criterion && words.Any(w => criterion.Contains(w, StringComparison.OrdinalIgnoreCase));

    private static UpdateLine? ReadSigned(UpdateTalk talk) => talk.Lines.FirstOrDefault(l =>
        l.TellsBuyer && l.States(Signed) && !NotSigned.Matches(l.Tokens) && !l.Dates.Any(d => d.From > talk.Text.Day));

    private static UpdateLine? ReadAgreement(UpdateTalk talk) => talk.Lines.FirstOrDefault(l => (l.TellsBuyer || (l.Voice != Voice.Seller && l.Doubts == Doubt.Guessed && WouldLike.Matches(l.Tokens))) && l.States(AgreedByWord) && !l.Tokens.Any(t => t.Norm is "but" or "draft" or "sample" or "standard" or "template" or "before"));

    private static UpdateLine? ReadPriceQuestion(UpdateTalk talk)
    {
        const Doubt harmless = Doubt.Asked | Doubt.Guessed | Doubt.Conditional;
        return talk.Lines.FirstOrDefault(l =>
            l.Voice != Voice.Seller && (l.Doubts & ~harmless) == 0 && AsksPrice.Matches(l.Tokens) && PriceWords.Matches(l.Tokens)
            && (l.Sentence.IsQuestion || Wanting.Matches(l.Tokens)) && !NoRealAsk.Matches(l.Tokens) && !AreNotMeant(talk, l));
    }

    /// <summary>A question asked only for fun says so beside it.</summary>
    private static bool AreNotMeant(UpdateTalk talk, UpdateLine line) =>
        new[] { talk.At(line.Index - 1), talk.At(line.Index + 1) }.OfType<UpdateLine>().Any(l => l.Utterance == line.Utterance && NoRealAsk.Matches(l.Tokens));

    private static List<UpdateLine> ReadCounterTerms(UpdateTalk talk)
    {
        const Doubt harmless = Doubt.Asked | Doubt.Guessed | Doubt.Conditional;
        var lines = talk.Lines.Where(l => l.Voice != Voice.Seller && (l.Doubts & ~harmless) == 0).ToList();
        var reviewed = lines.Find(l => (l.Doubts & Doubt.Asked) == 0 && l.States(Reviewed));
        return reviewed is null ? [] : lines.Exists(l => l != reviewed && Counters.Matches(l.Tokens)) || Counters.Count(reviewed.Tokens) > 2
            ? [reviewed, .. lines.Where(l => l != reviewed && Counters.Matches(l.Tokens))]
            : [];
    }

    private static UpdateLine? ReadInterest(UpdateTalk talk) => talk.Lines.FirstOrDefault(l =>
        l.Voice != Voice.Seller && (l.Doubts & ~(Doubt.Guessed | Doubt.Asked)) == 0 && l.States(Interested) && !NotInterested.Matches(l.Tokens));
}
