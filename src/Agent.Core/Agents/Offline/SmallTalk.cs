using System.Text.RegularExpressions;

namespace Agent.Core.Agents.Offline;

/// <summary>What is answered without a tool: a greeting, thanks, questions about the assistant itself, and what was not understood.</summary>
internal static partial class SmallTalk
{
    internal const string Hello = "Hello. Ask me about your deals, for example \"What should I do next on Acme?\" or \"Which deals are at risk?\"";
    internal const string Welcome = "You are welcome.";
    internal const string Model = "No language model is answering now: rules of the product pick what to look up and word it. An admin can add a model in the settings, under Models.";
    internal const string Audit = "The log of all changes is on the page Audit, for those who may read it. Here I can tell what happened on a deal: ask \"What happened lately at Acme?\"";
    internal const string Quota = "I do not compare with quotas. I can tell what is won and what is open: ask \"Revenue by rep\" or \"Weighted pipeline by rep\".";

    private static readonly (Regex About, string[] Examples)[] Known =
    [
        (new(@"\b(?:who|contact|champion|people|person)\b", RegexOptions.IgnoreCase), ["Who is the economic buyer at Acme?", "Who is who at Acme?"]),
        (new(@"\b(?:how many|how much|rate|average|revenue|total|pipeline|forecast|number)\b", RegexOptions.IgnoreCase), ["What is our win rate by rep?", "Weighted pipeline by stage"]),
        (new(@"\b(?:risk|attention|stuck|problem|worry|urgent)\b", RegexOptions.IgnoreCase), ["Which deals are at risk?", "Deals without a next step"]),
        (new(@"\b(?:said|say|wrote|write|mail|emails?|call|agreed?|told|asked|security|price|contract)\b", RegexOptions.IgnoreCase), ["What did they say about pricing?", "Summarize the last call with Acme"]),
        (new(@"\b(?:meeting|calendar|tomorrow|today|week|when)\b", RegexOptions.IgnoreCase), ["When is my next meeting?", "Brief me for the Acme meeting"]),
        (new(@"\b(?:set|change|move|add|update|create|mark|approve|propose)\b", RegexOptions.IgnoreCase), ["Move the close date of Acme to 15 December", "What is waiting for my approval?"]),
        (new(@".", RegexOptions.Singleline), ["What should I do next on Acme?", "How is the Northwind renewal going?", "My deals over 50k closing this month"]),
    ];

    /// <summary>All that is said here by itself: what it names are examples, not facts.</summary>
    internal static IReadOnlyList<string> Texts => [AnswerWriter.Introduction, Hello, Welcome, Model, Audit, Quota, .. Known.SelectMany(k => k.Examples)];

    /// <summary>The answer to a message that asks for nothing that tools know, or null when tools are to look.</summary>
    public static string? Answer(string message) =>
        Thanks().IsMatch(message) ? Welcome
        : AboutModel().IsMatch(message) ? Model
        : AboutAudit().IsMatch(message) ? Audit
        : AboutQuota().IsMatch(message) ? Quota
        : Greets().IsMatch(message) ? Hello
        : null;

    /// <summary>Says that a question was not understood, with examples that are near to it.</summary>
    public static string NotUnderstood(string question)
    {
        var examples = Known.Where(k => k.About.IsMatch(question)).SelectMany(k => k.Examples).Take(3);
        return $"I did not understand the question. Try, for example:\n\n{string.Join('\n', examples.Select(e => $"- {e}"))}";
    }

    [GeneratedRegex(@"^\W*(?:(?:hi|hello|hey|hallo|good (?:morning|afternoon|evening|day)|there|all|team|everyone)\b\W*)+$", RegexOptions.IgnoreCase)]
    private static partial Regex Greets();

    [GeneratedRegex(@"^\W*(?:(?:ok(?:ay)?|great|perfect|super|cool|nice|good)\W+)?(?:thanks?|thank you|many thanks|thx|ty|cheers|danke|merci)\b(?:\W+(?:a lot|very much|so much|again|for (?:now|that|this|the help|your help)|that'?s (?:all|it|great|helpful)|great|perfect|all|everyone|mate))*\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex Thanks();

    [GeneratedRegex(@"\b(?:(?:which|what) (?:language |ai )?(?:model|llm|ai)\b.*\b(?:you|answer\w*|use[ds]?|this|running|behind)|are you (?:chatgpt|gpt|claude|gemini|an? (?:ai|bot|llm|language model|robot))|(?:which|what) (?:language |ai )?(?:model|llm)\W*$)", RegexOptions.IgnoreCase)]
    private static partial Regex AboutModel();

    [GeneratedRegex(@"\baudit(?: (?:log|trail|entries|page))?\b(?!.*\b(?:deal|at|of)\b)|\b(?:log of changes|change log|who changed what)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AboutAudit();

    [GeneratedRegex(@"\b(?:quota|target) (?:coverage|attainment|achievement)\b|\b(?:coverage|attainment)\b.*\b(?:quotas?|targets?)\b|\b(?:my|our|the|team'?s) (?:sales )?(?:quotas?|targets?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AboutQuota();
}
