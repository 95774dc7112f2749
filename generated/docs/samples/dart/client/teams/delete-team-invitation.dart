import 'dart:convert';

import 'package:http/http.dart' as http;

Future<void> main() async {
  final response = await http.delete(
    Uri.parse('https://api.hexclave.com/api/v1/team-invitations/5f0c2f64-2f6e-4e6b-8d7a-3c1b9e8f7a60?team_id=ad962777-8244-496a-b6a2-e0c6a449c79e'),
    headers: {
      'X-Hexclave-Access-Type': 'client',
      'X-Hexclave-Project-Id': '<your project UUID>',
    },
  );
  if (response.statusCode >= 400) {
    throw http.ClientException('${response.statusCode} ${response.body}');
  }
  print(jsonDecode(response.body));
}
