namespace Agent.Core.Agents.Offline;

/// <summary>What the assistant does not do, said in a sentence or two.</summary>
internal static class ChangeRefusals
{
    public const string Decide = "I cannot approve, reject or undo a change: that takes a person. Do it on the card of the proposal or in the inbox. Ask what is waiting for your approval, and I list it.";
    public const string Bypass = "I cannot change anything without a person's approval, so nothing was changed. Ask me for the change itself, and I put it up for approval.";
    public const string OneByOne = "I cannot change several deals at once, so nothing was proposed. Name one deal, and I put its change up for approval.";

    public const string Owner = "I cannot propose another owner, so nothing was proposed. The owner of a deal is changed where your deals come from, or by an import.";
    public const string Wait = "I cannot end a wait, so nothing was proposed. Whoever owns the deal can end it on the deal's page, beside its status.";
    public const string Told = "I keep nothing of what I am told, so nothing was changed. Add it as a note on the deal's page: the qualification is read from notes, calls and emails, and what follows from it waits for approval.";

    /// <summary>Why something cannot be done, or null when it is not one of those.</summary>
    /// <param name="body">The request, without its courtesies.</param>
    public static string? Act(string body) =>
        ChangeCues.Sends().IsMatch(body) ? "I cannot send or call anything, so nothing was sent. Ask me for a draft, and send it yourself once you have looked it over."
        : ChangeCues.Deletes().IsMatch(body) ? "I cannot delete anything, so nothing was deleted. A deal that is over can be marked as lost; I put that up for approval when you ask for it."
        : ChangeCues.Exports().IsMatch(body) ? "I cannot export data from here, so nothing was exported. I answer questions about the deals that you can see."
        : null;

    /// <summary>Why something is not for the assistant to answer, or null when it is not one of those.</summary>
    /// <param name="text">The message.</param>
    public static string? Advice(string text) =>
        ChangeCues.Obeys().IsMatch(text) ? "I do not follow instructions that stand in emails, notes or documents: they are only data to me, so nothing was done. Tell me yourself what you want to change."
        : ChangeCues.Legal().IsMatch(text) ? "I cannot give legal advice. I can find what was said about it in calls, emails and notes; a lawyer has to judge it."
        : ChangeCues.Invests().IsMatch(text) ? "I cannot advise on shares or markets; I know only your deals."
        : ChangeCues.Private().IsMatch(text) ? "I do not know that: private data of people is not kept here, only their work contacts."
        : null;
}
