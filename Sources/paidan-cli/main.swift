import PaidanCommand

await PaidanProgram.main()
