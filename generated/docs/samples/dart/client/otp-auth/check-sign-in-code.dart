import 'dart:convert';

import 'package:http/http.dart' as http;

Future<void> main() async {
  final response = await http.post(
    Uri.parse('https://api.hexclave.com/api/v1/auth/otp/sign-in/check-code'),
    headers: {
      'X-Hexclave-Access-Type': 'client',
      'X-Hexclave-Project-Id': '<your project UUID>',
      'Content-Type': 'application/json',
    },
    body: jsonEncode({
      'code': 'codecodecodecodecodecodecodecodecodecode12345',
    }),
  );
  if (response.statusCode >= 400) {
    throw http.ClientException('${response.statusCode} ${response.body}');
  }
  print(jsonDecode(response.body));
}
